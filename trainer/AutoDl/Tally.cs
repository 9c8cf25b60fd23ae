using System.Globalization;
using System.Text;
using Segment.PackageFormat;
using Segment.PackageFormat.Json;
using Segment.Trainer.Packaging;

namespace Segment.Trainer.AutoDl;

/// <summary>All trials of a search so far: <c>tally.json</c>, from which a search that was stopped goes on, and
/// <c>tally.csv</c> for a spreadsheet.</summary>
internal sealed record Tally
{
    /// <summary>The file that a search goes on from.</summary>
    public const string FileName = "tally.json";

    private const string TableName = "tally.csv";

    private static readonly VersionedJson<Tally> Json = new(RunJsonContext.Default.Tally, ["schemaVersion"]);

    /// <summary>Gets the version of the file's layout; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Gets what the search was asked for, by option.</summary>
    public required IReadOnlyDictionary<string, string> Key { get; init; }

    /// <summary>Gets the trials, in the order in which they ended.</summary>
    public IReadOnlyList<Trial> Trials { get; init; } = [];

    /// <summary>Gets the time spent on them, in seconds.</summary>
    public double Seconds => Trials.Sum(t => t.Seconds);

    /// <summary>Reads the tally of a search that was stopped.</summary>
    /// <param name="folder">The search's folder.</param>
    /// <returns>The tally; null where there is none.</returns>
    /// <exception cref="SegmentDataException">It is not sound.</exception>
    public static Tally? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? Json.Read(RunFolder.Read(path), path) : null;
    }

    /// <summary>Writes both files; each appears whole or not at all.</summary>
    /// <param name="folder">The search's folder.</param>
    /// <exception cref="SegmentOutputException">They cannot be written.</exception>
    public void Write(string folder)
    {
        WholeFile.Write(Path.Combine(folder, FileName), Json.Write(this));
        WholeFile.Write(Path.Combine(folder, TableName), Encoding.UTF8.GetBytes(Table()));
    }

    private string Table()
    {
        var text = new StringBuilder(
            "round,model_type,backbone,chip_size,end,max_epochs,epochs,seconds,accuracy,macro_dice,mean_iou,test_mean_iou,parameters,mpx_per_second\n"
        );
        foreach (var t in Trials)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{t.Round},{t.Candidate.ModelType},{t.Candidate.Backbone},{t.Candidate.ChipSize},{t.End},{t.MaxEpochs},{t.Epochs},{t.Seconds:0.0},{t.Accuracy:0.0000},{t.MacroDice:0.0000},{t.MeanIoU:0.0000},{t.TestMeanIoU:0.0000},{t.Parameters},{t.MegapixelsPerSecond:0.00}"
            );
        }

        return text.ToString();
    }
}
