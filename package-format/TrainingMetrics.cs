using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Segment.PackageFormat.Json;

namespace Segment.PackageFormat;

/// <summary>How well the exported epoch answers the validation pixels: the content of <c>metrics.json</c>.</summary>
public sealed record TrainingMetrics
{
    /// <summary>The entry's name in a package.</summary>
    public const string FileName = "metrics.json";

    private static readonly VersionedJson<TrainingMetrics> Json = new(
        PackageJson.WithOwnKeys<TrainingMetrics>(),
        ["schemaVersion"],
        AddTest,
        AddCalibration
    );

    /// <summary>Gets the version of the file's layout; 3.</summary>
    public int SchemaVersion { get; init; } = 3;

    /// <summary>Gets the epoch that is measured, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>Gets the mean validation loss.</summary>
    public required double Loss { get; init; }

    /// <summary>Gets the share of validation pixels answered rightly, 0–1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Gets the accuracy that always answering the commonest class would have, 0–1.</summary>
    public required double MajorityAccuracy { get; init; }

    /// <summary>Gets the mean Dice over the classes that occur, 0–1.</summary>
    public required double MacroDice { get; init; }

    /// <summary>Gets the mean intersection over union over the classes that occur, 0–1.</summary>
    [JsonPropertyName("meanIoU")]
    public required double MeanIoU { get; init; }

    /// <summary>Gets one row for each class, in the order of the class index.</summary>
    public required IReadOnlyList<ClassMetrics> Classes { get; init; }

    /// <summary>Gets the counts of pixels: rows are the reference, columns the answer, both by class index.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> ConfusionMatrix { get; init; }

    /// <summary>Gets the figures that show that no validation or test pixel was trained on.</summary>
    public required SplitProof Split { get; init; }

    /// <summary>Gets the scores on the test pixels, which nothing was chosen by; null where there was no test part.</summary>
    public required PartScores? Test { get; init; }

    /// <summary>Gets how the probabilities were calibrated; null where they were not.</summary>
    public required Calibration? Calibration { get; init; }

    /// <summary>Makes the metrics of the exported epoch.</summary>
    /// <param name="validation">The scores on the validation pixels.</param>
    /// <param name="epoch">The epoch that is measured, from 1.</param>
    /// <param name="split">How the parts were kept apart.</param>
    /// <param name="test">The scores on the test pixels; null where there is no test part.</param>
    /// <param name="calibration">How the probabilities were calibrated; null where they were not.</param>
    /// <returns>The metrics.</returns>
    public static TrainingMetrics From(
        PartScores validation,
        int epoch,
        SplitProof split,
        PartScores? test = null,
        Calibration? calibration = null
    ) =>
        new()
        {
            Epoch = epoch,
            Loss = validation.Loss,
            Accuracy = validation.Accuracy,
            MajorityAccuracy = validation.MajorityAccuracy,
            MacroDice = validation.MacroDice,
            MeanIoU = validation.MeanIoU,
            Classes = validation.Classes,
            ConfusionMatrix = validation.ConfusionMatrix,
            Split = split,
            Test = test,
            Calibration = calibration,
        };

    /// <summary>Makes the metrics of a confusion matrix.</summary>
    /// <param name="matrix">The counts over the validation pixels; at least one.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="epoch">The epoch that is measured, from 1.</param>
    /// <param name="loss">The mean validation loss.</param>
    /// <param name="split">How the parts were kept apart.</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="ArgumentException">The matrix is empty, or the number of classes differs.</exception>
    public static TrainingMetrics From(
        ConfusionMatrix matrix,
        IReadOnlyList<LandCoverClass> classes,
        int epoch,
        double loss,
        SplitProof split
    ) => From(PartScores.From(matrix, classes, loss), epoch, split);

    /// <summary>Reads the file's content.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="file">The file's name, for messages.</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="SegmentDataException">The content is not sound; the message names the file and the place.</exception>
    public static TrainingMetrics FromJson(ReadOnlyMemory<byte> utf8, string file = FileName) =>
        Json.ReadSound(utf8, file, m => m.Problems());

    /// <summary>Writes the file's content.</summary>
    /// <returns>UTF-8 JSON.</returns>
    public byte[] ToJson() => Json.Write(this);

    /// <summary>Lists everything that is wrong with the metrics.</summary>
    /// <returns>One sentence for each problem; none for sound metrics.</returns>
    public IEnumerable<string> Problems() => MetricsCheck.Problems(this);

    // Version 1 knew one method, and no test part.
    private static void AddTest(JsonObject root)
    {
        if (root["split"] is JsonObject split)
        {
            split["method"] = "spatial";
            split["testChips"] = 0;
        }

        root["test"] = null;
    }

    // Version 2 did not know how far its probabilities could be trusted.
    private static void AddCalibration(JsonObject root) => root["calibration"] = null;
}
