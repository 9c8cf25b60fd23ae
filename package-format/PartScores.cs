using System.Text.Json.Serialization;

namespace Segment.PackageFormat;

/// <summary>How well the exported epoch answers the pixels of one part of a split.</summary>
public sealed record PartScores
{
    /// <summary>Gets the mean loss.</summary>
    public required double Loss { get; init; }

    /// <summary>Gets the share of the part's pixels answered rightly, 0–1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Gets the accuracy that always answering the part's commonest class would have, 0–1.</summary>
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

    /// <summary>Makes the scores of a confusion matrix.</summary>
    /// <param name="matrix">The counts over the part's pixels; at least one.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="loss">The mean loss.</param>
    /// <returns>The scores.</returns>
    /// <exception cref="ArgumentException">The matrix is empty, or the number of classes differs.</exception>
    public static PartScores From(ConfusionMatrix matrix, IReadOnlyList<LandCoverClass> classes, double loss) =>
        matrix.Total == 0 || matrix.Classes != classes.Count
            ? throw new ArgumentException(
                $"{matrix.Total} pixels of {matrix.Classes} classes do not measure {classes.Count} classes.",
                nameof(matrix)
            )
            : new PartScores
            {
                Loss = loss,
                Accuracy = matrix.Accuracy,
                MajorityAccuracy = matrix.MajorityAccuracy,
                MacroDice = matrix.MacroDice,
                MeanIoU = matrix.MeanIoU,
                Classes = [.. classes.Zip(matrix.Scores, Row)],
                ConfusionMatrix = matrix.ToRows(),
            };

    private static ClassMetrics Row(LandCoverClass c, ClassScore s) =>
        new(c.Value, c.Name, s.Precision, s.Recall, s.F1, s.IoU, s.Dice, s.Support);
}
