using Segment.PackageFormat;

namespace Segment.Trainer.Packaging;

/// <summary>
/// The folder of one training:
/// <list type="table">
/// <item><term>NAME.emd</term><description>the definition; its padding is the exact bound until the package measures it</description></item>
/// <item><term>best.safetensors</term><description>the best epoch's weights, by dotted name</description></item>
/// <item><term>state/</term><description>what an interrupted training goes on from; gone when it has ended</description></item>
/// <item><term>learning_rate.json, learning_rate.svg</term><description>the search for the learning rate, where there was one</description></item>
/// <item><term>windows.safetensors</term><description>raw windows of the validation chips, for the checks of the export</description></item>
/// <item><term>history.json, metrics.json</term><description>every epoch; the best epoch</description></item>
/// <item><term>review.json</term><description>what people look at: parameters, notices, best and worst chips</description></item>
/// <item><term>split.json</term><description>which chips trained, validated and tested</description></item>
/// <item><term>training.json</term><description>when and how long; nothing of it is in the package</description></item>
/// <item><term>model_metrics.html</term><description>the report</description></item>
/// <item><term>ModelCharacteristics/</term><description>the loss and some chips as pictures, under ArcGIS's names</description></item>
/// <item><term>NAME.dlpk</term><description>the package</description></item>
/// </list>
/// </summary>
/// <param name="path">The folder.</param>
internal sealed class RunFolder(string path)
{
    private const string Definitions = "*.emd";
    private const string StateName = "state";
    private const string PicturesName = "ModelCharacteristics";

    /// <summary>Gets the folder's full path.</summary>
    public string Folder { get; } = Path.GetFullPath(path);

    /// <summary>Gets the path of the weights.</summary>
    public string Weights => In("best.safetensors");

    /// <summary>Gets the path of the windows.</summary>
    public string Windows => In("windows.safetensors");

    /// <summary>Gets the path of the report.</summary>
    public string Report => In("model_metrics.html");

    /// <summary>Gets the path of the epochs' figures.</summary>
    public string History => In(TrainingHistory.FileName);

    /// <summary>Gets the path of the best epoch's figures.</summary>
    public string Metrics => In(TrainingMetrics.FileName);

    /// <summary>Gets the path of what people look at.</summary>
    public string Review => In(ModelReview.FileName);

    /// <summary>Gets the entry names of the pictures in a package; in the run folder they lie under the same names.</summary>
    public static IReadOnlyList<string> Pictures { get; } =
    [$"{PicturesName}/loss_graph.png", $"{PicturesName}/show_results.png"];

    /// <summary>Gets the path of the split.</summary>
    public string Split => In(TrainingSplit.FileName);

    /// <summary>Gets the path of the learning rate's search.</summary>
    public string RateSearch => In(RateCurve.FileName);

    /// <summary>Gets the path of the picture of the learning rate's search.</summary>
    public string RatePicture => In("learning_rate.svg");

    /// <summary>Gets the state of a training that has not ended.</summary>
    public StateFolder State => new(In(StateName));

    /// <summary>Gets the path of the record of when and how long.</summary>
    public string Record => In(RunRecord.FileName);

    /// <summary>Gets the path of the definition.</summary>
    /// <param name="name">The model's name.</param>
    /// <returns>The path.</returns>
    public string Definition(string name) => In(name + ".emd");

    /// <summary>Gets the path of the package.</summary>
    /// <param name="name">The model's name.</param>
    /// <returns>The path.</returns>
    public string Package(string name) => In(name + ".dlpk");

    /// <summary>Makes the folder where it is missing, and checks that it holds nothing but a run.</summary>
    /// <exception cref="SegmentOutputException">The folder holds something else, or cannot be made.</exception>
    public void RequireOwn() =>
        Guard(() =>
        {
            Directory.CreateDirectory(Folder);
            if (Directory.GetFileSystemEntries(Folder).FirstOrDefault(e => !IsOfARun(e)) is { } foreign)
            {
                throw new SegmentOutputException(
                    $"--out {Folder} holds something that no training wrote ('{Path.GetFileName(foreign)}'), and a run's folder holds nothing "
                        + "else. Give a new or an empty folder."
                );
            }
        });

    /// <summary>Makes the folder ready for a new run: what an earlier run wrote is removed.</summary>
    /// <param name="notice">Told that an earlier run is replaced.</param>
    /// <exception cref="SegmentOutputException">Something cannot be removed.</exception>
    public void Clear(Action<string> notice) =>
        Guard(() =>
        {
            if (Directory.GetFileSystemEntries(Folder).Length > 0)
            {
                notice($"The earlier run in {Folder} is replaced.");
            }

            State.Remove();
            string[] pictures = [.. Pictures.Select(In).Where(File.Exists)];
            foreach (var entry in Directory.GetFiles(Folder).Concat(pictures))
            {
                File.Delete(entry);
            }
        });

    /// <summary>Writes the pictures.</summary>
    /// <param name="pictures">PNG, one for each of <see cref="Pictures"/>.</param>
    /// <exception cref="SegmentOutputException">They cannot be written.</exception>
    public void WritePictures(params IReadOnlyList<byte[]> pictures)
    {
        Guard(() => Directory.CreateDirectory(In(PicturesName)));
        foreach (var (name, png) in Pictures.Zip(pictures))
        {
            WholeFile.Write(In(name), png);
        }
    }

    /// <summary>Reads the pictures that are there.</summary>
    /// <returns>PNG by entry name.</returns>
    public IEnumerable<KeyValuePair<string, byte[]>> ReadPictures() =>
        Pictures.Where(p => File.Exists(In(p))).Select(p => KeyValuePair.Create(p, Read(In(p))));

    /// <summary>Reads the definition.</summary>
    /// <returns>The definition.</returns>
    /// <exception cref="SegmentDataException">The folder is not a run's, or its definition is not sound.</exception>
    public ModelDefinition ReadDefinition()
    {
        var files = Directory.Exists(Folder) ? Directory.GetFiles(Folder, Definitions) : [];
        return files.Length == 1
            ? ModelDefinition.FromJson(File.ReadAllBytes(files[0]), files[0])
            : throw new SegmentDataException(
                $"{Folder} is not a run folder: it holds {files.Length} definitions (.emd) instead of one. Give the folder that a training "
                    + "wrote (its --out)."
            );
    }

    /// <summary>Reads one of the folder's files.</summary>
    /// <param name="file">Its path.</param>
    /// <returns>Its bytes.</returns>
    /// <exception cref="SegmentDataException">It is not there or cannot be read.</exception>
    public static byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException(
                $"{file} cannot be read: {e.Message.TrimEnd('.')}. Train again to write it anew.",
                e
            );
        }
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"--out {Folder} cannot be used: {e.Message.TrimEnd('.')}. Give a folder that can be written.",
                e
            );
        }
    }

    private bool IsOfARun(string entry) =>
        (Directory.Exists(entry) && Path.GetFileName(entry) is StateName or PicturesName)
        || File.Exists(entry)
            && (
                new[]
                {
                    Weights,
                    Windows,
                    Report,
                    History,
                    Metrics,
                    Review,
                    Split,
                    Record,
                    RateSearch,
                    RatePicture,
                }.Contains(entry, StringComparer.Ordinal)
                || Path.GetExtension(entry) switch
                {
                    ".emd" => Directory.GetFiles(Folder, Definitions).Length == 1,
                    // Packages beside no definition are somebody's models.
                    ".dlpk" => File.Exists(Path.ChangeExtension(entry, ".emd")),
                    ".partial" => true,
                    _ => false,
                }
            );

    private string In(string name) => Path.Combine(Folder, name);
}
