using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Segment.PackageFormat.Json;

namespace Segment.PackageFormat;

/// <summary>The epochs of a training: the content of <c>history.json</c>.</summary>
public sealed record TrainingHistory
{
    /// <summary>The entry's name in a package.</summary>
    public const string FileName = "history.json";

    // A class's name, of up to 256 characters, with what stands before it.
    private const int MaxMonitor = 300;

    private static readonly VersionedJson<TrainingHistory> Json = new(
        PackageJson.WithOwnKeys<TrainingHistory>(),
        ["schemaVersion"],
        AddMonitor,
        AddClassIoU
    );

    /// <summary>Gets the version of the file's layout; 3.</summary>
    public int SchemaVersion { get; init; } = 3;

    /// <summary>Gets the figure that decided which epoch was kept, such as <c>valid_loss</c>, <c>miou</c> or <c>f1:Water</c>.</summary>
    public required string Monitor { get; init; }

    /// <summary>Gets the epochs, in the order they were run.</summary>
    public required IReadOnlyList<EpochRecord> Epochs { get; init; }

    /// <summary>
    /// Gets the intersection over union of each class on the validation pixels, 0–1: one row for each epoch, by class index; 0 for a
    /// class that they do not hold. Empty where it is not known, as in layouts 1 and 2.
    /// </summary>
    [JsonPropertyName("classIoU")]
    public IReadOnlyList<IReadOnlyList<double>> ClassIoU { get; init; } = [];

    /// <summary>Gets the number of the epoch whose weights were kept: the best one by <see cref="Monitor"/>.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>The history.</returns>
    /// <exception cref="SegmentDataException">The content is not a sound history; the message names the file and the place.</exception>
    public static TrainingHistory FromJson(ReadOnlyMemory<byte> utf8, string file = FileName) =>
        Json.ReadSound(utf8, file, h => h.Problems());

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => Json.Write(this);

    /// <summary>Lists everything that is wrong with the history.</summary>
    /// <returns>One sentence for each problem; none for a sound history.</returns>
    public IEnumerable<string> Problems()
    {
        if (SchemaVersion != 3)
        {
            yield return $"The history's layout version is {SchemaVersion}; 3 is written.";
        }

        if (Monitor.Length is < 1 or > MaxMonitor || Monitor.Any(char.IsControl))
        {
            yield return $"The figure that decided is {ShownText.Quote(Monitor)}; 1–{MaxMonitor} characters without control characters are allowed.";
        }

        if (!Epochs.Any(e => e.Epoch == BestEpoch))
        {
            yield return $"The best epoch is {BestEpoch}, which is not among the {Epochs.Count} epochs of the history.";
        }

        if (
            ClassIoU.Count > 0
            && (
                ClassIoU.Count != Epochs.Count
                || ClassIoU.Any(r => r.Count != ClassIoU[0].Count || r.Any(v => !(v is >= 0 and <= 1)))
            )
        )
        {
            yield return $"The IoU of the classes has {ClassIoU.Count} rows for {Epochs.Count} epochs; one row for each epoch with one share, 0–1, "
                + "for each class is needed, or no row at all.";
        }

        for (var i = 0; i < Epochs.Count; i++)
        {
            if (Epochs[i].Epoch != i + 1)
            {
                yield return $"Epoch {Epochs[i].Epoch} stands at place {i + 1} of the history; epochs are counted from 1 without gaps.";
            }

            if (!IsSound(Epochs[i]))
            {
                yield return $"Epoch {Epochs[i].Epoch} holds a number that is not allowed; losses are finite, shares are 0–1, "
                    + "the learning rate is 0 or more.";
            }
        }
    }

    private static bool IsSound(EpochRecord e) =>
        double.IsFinite(e.TrainLoss)
        && double.IsFinite(e.ValidLoss)
        && e.Accuracy is >= 0 and <= 1
        && e.MacroDice is >= 0 and <= 1
        && double.IsFinite(e.LearningRate)
        && e is { LearningRate: >= 0, MeanIoU: null or (>= 0 and <= 1) }
        && double.IsFinite(e.Monitored);

    // Version 2 knew the mean over the classes only.
    private static void AddClassIoU(JsonObject root) => root["classIoU"] = new JsonArray();

    // Version 1 knew one figure, and no intersection over union. It gave the seconds of each epoch: what comes from the
    // clock has no place in a package, whose bytes follow from the training alone.
    private static void AddMonitor(JsonObject root)
    {
        root["monitor"] = "valid_loss";
        foreach (var epoch in (root["epochs"] as JsonArray ?? []).OfType<JsonObject>())
        {
            epoch["meanIoU"] = null;
            epoch["monitored"] = epoch["validLoss"]?.DeepClone();
            epoch.Remove("seconds");
        }
    }
}
