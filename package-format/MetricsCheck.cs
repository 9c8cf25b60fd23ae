namespace Segment.PackageFormat;

/// <summary>The rules behind <see cref="TrainingMetrics.Problems"/>: every score must follow from the counts.</summary>
internal static class MetricsCheck
{
    // 254² cells of this size still add up within 64 bits.
    private const long MaxCount = 100_000_000_000_000;

    private const double Tolerance = 1e-9;

    public static IEnumerable<string> Problems(TrainingMetrics m)
    {
        List<string> problems =
        [
            .. Plain(m),
            .. Part(
                "validation",
                new PartScores
                {
                    Loss = m.Loss,
                    Accuracy = m.Accuracy,
                    MajorityAccuracy = m.MajorityAccuracy,
                    MacroDice = m.MacroDice,
                    MeanIoU = m.MeanIoU,
                    Classes = m.Classes,
                    ConfusionMatrix = m.ConfusionMatrix,
                }
            ),
        ];
        problems.AddRange(m.Calibration?.Problems() ?? []);
        if (m.Calibration is { } calibration && calibration.Test is null != m.Test is null)
        {
            problems.Add("Calibration and scores need the same parts: both with test pixels, or both without.");
        }

        if (m.Test is { } test)
        {
            problems.AddRange(Part("test", test));
            if (!test.Classes.Select(c => (c.Value, c.Name)).SequenceEqual(m.Classes.Select(c => (c.Value, c.Name))))
            {
                problems.Add("The test scores are of other classes than the validation scores.");
            }
        }

        return problems;
    }

    private static IEnumerable<string> Plain(TrainingMetrics m)
    {
        if (m.SchemaVersion != 3)
        {
            yield return $"The metrics' layout version is {m.SchemaVersion}; 3 is written.";
        }

        if (m.Epoch < 1)
        {
            yield return $"The metrics are of epoch {m.Epoch}; epochs are counted from 1.";
        }

        var s = m.Split;
        int[] counts = [s.TestChips, s.DroppedChips, s.GapPixels];
        if (s.TrainChips < 1 || s.ValidationChips < 1 || s.SharedPixels < 0 || counts.Any(c => c < 0))
        {
            yield return $"The split of {s.TrainChips} training, {s.ValidationChips} validation, {s.TestChips} test and {s.DroppedChips} dropped "
                + $"chips, {s.SharedPixels} shared pixels and a gap of {s.GapPixels} px is not possible.";
        }

        if (s.TestChips > 0 != m.Test is not null)
        {
            yield return $"The split has {s.TestChips} test chips and the metrics {(m.Test is null ? "no" : "")} test scores; both or none are needed.";
        }
    }

    private static List<string> Part(string part, PartScores scores)
    {
        List<string> problems = [.. Counts(part, scores)];
        if (problems.Count == 0)
        {
            problems.AddRange(Scores(scores));
        }

        return problems;
    }

    private static IEnumerable<string> Counts(string part, PartScores m)
    {
        var classes = m.Classes.Count;
        if (!double.IsFinite(m.Loss))
        {
            yield return $"The {part} loss is {m.Loss}; a finite number is allowed.";
        }

        if (classes is < 1 or > PackageFormat.ConfusionMatrix.MaxClasses)
        {
            yield return $"The metrics hold {classes} classes; 1–{PackageFormat.ConfusionMatrix.MaxClasses} are allowed.";
        }

        foreach (var problem in MatrixProblems(part, m.ConfusionMatrix, classes))
        {
            yield return problem;
        }
    }

    /// <summary>Lists what keeps rows from being a confusion matrix.</summary>
    /// <param name="part">What it counts pixels of, for messages.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <returns>One sentence for each problem.</returns>
    public static IEnumerable<string> MatrixProblems(string part, IReadOnlyList<IReadOnlyList<long>> rows, int classes)
    {
        if (rows.Count != classes || rows.Any(row => row.Count != classes))
        {
            yield return $"The confusion matrix is not {classes} × {classes}, as {classes} classes need.";
        }

        if (rows.Any(row => row.Any(n => n is < 0 or > MaxCount)))
        {
            yield return $"The confusion matrix holds a count that is not allowed; counts are 0–{MaxCount}.";
        }
        else if (rows.All(row => row.All(n => n == 0)))
        {
            yield return $"The confusion matrix is empty; at least one {part} pixel is needed.";
        }
    }

    private static IEnumerable<string> Scores(PartScores m)
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
