namespace Segment.PackageFormat;

/// <summary>The rules behind <see cref="TrainingMetrics.Problems"/>: every score must follow from the counts.</summary>
internal static class MetricsCheck
{
    // 254² cells of this size still add up within 64 bits.
    private const long MaxCount = 100_000_000_000_000;

    private const double Tolerance = 1e-9;

    public static IEnumerable<string> Problems(TrainingMetrics m)
    {
        List<string> problems = [.. Plain(m)];
        if (problems.Count == 0)
        {
            problems.AddRange(Scores(m));
        }

        return problems;
    }

    private static IEnumerable<string> Plain(TrainingMetrics m)
    {
        var classes = m.Classes.Count;
        if (m.SchemaVersion != 1)
        {
            yield return $"The metrics' layout version is {m.SchemaVersion}; 1 is written.";
        }

        if (m.Epoch < 1 || !double.IsFinite(m.Loss))
        {
            yield return $"The metrics are of epoch {m.Epoch} with loss {m.Loss}; an epoch from 1 up and a finite loss are allowed.";
        }

        if (classes is < 1 or > PackageFormat.ConfusionMatrix.MaxClasses)
        {
            yield return $"The metrics hold {classes} classes; 1–{PackageFormat.ConfusionMatrix.MaxClasses} are allowed.";
        }

        if (m.ConfusionMatrix.Count != classes || m.ConfusionMatrix.Any(row => row.Count != classes))
        {
            yield return $"The confusion matrix is not {classes} × {classes}, as {classes} classes need.";
        }

        if (m.ConfusionMatrix.Any(row => row.Any(n => n is < 0 or > MaxCount)))
        {
            yield return $"The confusion matrix holds a count that is not allowed; counts are 0–{MaxCount}.";
        }
        else if (m.ConfusionMatrix.All(row => row.All(n => n == 0)))
        {
            yield return "The confusion matrix is empty; at least one validation pixel is needed.";
        }

        var s = m.Split;
        if (s.TrainChips < 1 || s.ValidationChips < 1 || s.DroppedChips < 0 || s.SharedPixels < 0 || s.GapPixels < 0)
        {
            yield return $"The split of {s.TrainChips} training, {s.ValidationChips} validation and {s.DroppedChips} dropped chips, "
                + $"{s.SharedPixels} shared pixels and a gap of {s.GapPixels} px is not possible.";
        }
    }

    private static IEnumerable<string> Scores(TrainingMetrics m)
    {
        var matrix = PackageFormat.ConfusionMatrix.FromRows(m.ConfusionMatrix);
        (string Name, double Stored, double Counted)[] scores =
        [
            ("accuracy", m.Accuracy, matrix.Accuracy),
            ("majority accuracy", m.MajorityAccuracy, matrix.MajorityAccuracy),
            ("macro Dice", m.MacroDice, matrix.MacroDice),
            ("mean IoU", m.MeanIoU, matrix.MeanIoU),
        ];
        foreach (var (name, stored, counted) in scores.Where(s => !Same(s.Stored, s.Counted)))
        {
            yield return $"The {name} is {stored}, but the confusion matrix gives {counted}.";
        }

        foreach (var (row, score) in m.Classes.Zip(matrix.Scores).Where(pair => !Same(pair.First, pair.Second)))
        {
            yield return $"The scores of class {row.Value} do not follow from the confusion matrix (support {score.Support}, F1 {score.F1}).";
        }
    }

    private static bool Same(ClassMetrics row, ClassScore score) =>
        row.Support == score.Support
        && Same(row.Precision, score.Precision)
        && Same(row.Recall, score.Recall)
        && Same(row.F1, score.F1)
        && Same(row.IoU, score.IoU)
        && Same(row.Dice, score.Dice);

    private static bool Same(double? a, double? b) =>
        a.HasValue == b.HasValue && (a is null || Math.Abs(a.Value - b!.Value) <= Tolerance);
}
