using System.Text.Json.Serialization;
using Segment.PackageFormat.Json;

namespace Segment.PackageFormat;

/// <summary>Which chips and which regions train, validate and test: the content of <c>split.json</c>.</summary>
public sealed record TrainingSplit
{
    /// <summary>The file's name in a chips folder, in a run folder and in a package.</summary>
    public const string FileName = "split.json";

    private static readonly VersionedJson<TrainingSplit> Json = new(
        PackageJson.WithOwnKeys<TrainingSplit>(),
        ["schemaVersion"]
    );

    /// <summary>Gets the version of the file's layout; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Gets how the parts were chosen.</summary>
    public required SplitMethod Method { get; init; }

    /// <summary>Gets the seed of the choice.</summary>
    public required int Seed { get; init; }

    /// <summary>Gets the share of the labelled pixels that was wanted for validation, in per cent.</summary>
    public required double ValidationPercentage { get; init; }

    /// <summary>Gets the share that was wanted for the test, in per cent; 0 for no test part.</summary>
    public required double TestPercentage { get; init; }

    /// <summary>Gets a value indicating whether the regions are polygons that somebody drew.</summary>
    public required bool Polygons { get; init; }

    /// <summary>Gets the number of blocks that were held out.</summary>
    public required int Blocks { get; init; }

    /// <summary>Gets the side of a block, in pixels; 0 where chips were chosen, not blocks.</summary>
    public required int BlockSide { get; init; }

    /// <summary>Gets the regions that were held out; empty where chips were chosen.</summary>
    public required IReadOnlyList<HeldOutRegion> Regions { get; init; }

    /// <summary>Gets the names of the training chips, in the folder's order.</summary>
    public required IReadOnlyList<string> TrainingChips { get; init; }

    /// <summary>Gets the names of the validation chips.</summary>
    public required IReadOnlyList<string> ValidationChips { get; init; }

    /// <summary>Gets the names of the test chips.</summary>
    public required IReadOnlyList<string> TestChips { get; init; }

    /// <summary>Gets the names of the chips between the parts, which are used for nothing.</summary>
    public required IReadOnlyList<string> LeftOutChips { get; init; }

    /// <summary>Gets the pixels that training and validation used; null in chips folders, where chips have no place on a map, and
    /// in packages of older versions.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TrainingArea? Area { get; init; }

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>The split.</returns>
    /// <exception cref="SegmentDataException">The content is not sound; the message names the file and the place.</exception>
    public static TrainingSplit FromJson(ReadOnlyMemory<byte> utf8, string file = FileName) =>
        Json.ReadSound(utf8, file, s => s.Problems());

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => Json.Write(this);

    /// <summary>Lists everything that is wrong with the split.</summary>
    /// <returns>One sentence for each problem; none for a sound split.</returns>
    public IEnumerable<string> Problems()
    {
        if (SchemaVersion != 1)
        {
            yield return $"The split's layout version is {SchemaVersion}; 1 is written.";
        }

        if (!(ValidationPercentage is >= 0 and <= 100) || !(TestPercentage is >= 0 and <= 100))
        {
            yield return $"The split wants {ValidationPercentage} % to validate and {TestPercentage} % to test; 0–100 are allowed.";
        }

        if (TrainingChips.Count == 0 || ValidationChips.Count == 0)
        {
            yield return $"The split has {TrainingChips.Count} training and {ValidationChips.Count} validation chips; both parts need one.";
        }

        var names = TrainingChips.Concat(ValidationChips).Concat(TestChips).Concat(LeftOutChips);
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            yield return $"The chip '{twice.Key}' stands in the split {twice.Count()} times.";
        }

        if (Regions.Any(r => r.Part == SplitPart.Training || r.Row < 0 || r.Column < 0 || r.Pixels < 1))
        {
            yield return "A region of the split is not held out, lies outside the grid, or has no pixel.";
        }

        foreach (var problem in Area?.Problems() ?? [])
        {
            yield return problem;
        }
    }
}
