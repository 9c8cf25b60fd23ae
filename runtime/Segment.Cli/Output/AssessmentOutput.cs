using Segment.CommandLine;
using Segment.Runtime.Assessment;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints how a map agrees with a reference.</summary>
internal static class AssessmentOutput
{
    public static void Print(MapAssessmentResult result)
    {
        PrintMatrix(result);
        if (result.Estimates is { } estimates)
        {
            PrintEstimates(result, estimates);
        }
        else
        {
            ClassTable.PrintScores(result.Classes, result.Matrix.Scores, Unit(result));
        }

        ConsoleSession.Print(Summary(result));
        if (result.NoEstimates is { } reason)
        {
            ConsoleSession.Out.WriteLine();
            ConsoleSession.Print(reason);
        }
    }

    /// <summary>Says the overall figures in a few words.</summary>
    /// <param name="result">The comparison.</param>
    /// <returns>Text for the console.</returns>
    public static string Summary(MapAssessmentResult result)
    {
        var matrix = result.Matrix;
        var (quantity, allocation) = result.Disagreement;
        var parts =
            $"kappa {result.Kappa:0.000}, disagreement {ClassTable.Share(quantity)} in quantity and {ClassTable.Share(allocation)} in allocation";
        if (result.Estimates is { } estimates)
        {
            return $"Overall accuracy {ShareText(estimates.OverallAccuracy)} (95 % interval), {parts}. {matrix.Total:N0} points; "
                + $"{AssessmentWords.Method(estimates.Method)}.";
        }

        var unmapped =
            matrix.Unmapped > 0
                ? $" {matrix.Unmapped:N0} reference {Unit(result)} are NoData in the map and not counted."
                : "";
        return $"Accuracy {ClassTable.Share(matrix.Accuracy)} (always answering the commonest class: {ClassTable.Share(matrix.MajorityAccuracy)}), "
            + $"macro Dice {ClassTable.Share(matrix.MacroDice)}, mean IoU {ClassTable.Share(matrix.MeanIoU)}, {parts}, {matrix.Total:N0} {Unit(result)}.{unmapped}";
    }

    private static string Unit(MapAssessmentResult result) => result.Kind == ReferenceKind.Points ? "points" : "pixels";

    private static void PrintMatrix(MapAssessmentResult result)
    {
        var title = result.Kind == ReferenceKind.Points ? "Points" : "Pixels";
        var counts = new Table()
            .Border(TableBorder.Simple)
            .Title($"{title}: reference (rows), map (columns)")
            .AddColumn("");
        foreach (var column in result.Classes)
        {
            counts.AddColumn(new TableColumn(Markup.Escape(column.Name)).RightAligned());
        }

        for (var truth = 0; truth < result.Classes.Count; truth++)
        {
            counts.AddRow([
                Markup.Escape(result.Classes[truth].Name),
                .. Enumerable
                    .Range(0, result.Classes.Count)
                    .Select(mapped => Cell(result.Matrix[truth, mapped], truth == mapped)),
            ]);
        }

        ConsoleSession.Out.Write(counts);
    }

    private static void PrintEstimates(MapAssessmentResult result, AccuracyEstimates estimates)
    {
        var (unit, factor) = result.PixelHectares is { } hectares ? ("ha", hectares) : ("px", 1);
        var table = ClassTable.Create(
            "User's accuracy",
            "Producer's",
            "F1",
            "IoU",
            $"Mapped {unit}",
            $"Estimated {unit}"
        );
        foreach (var (index, row) in result.Classes.Index())
        {
            var found = estimates.Classes[index];
            ClassTable.AddRow(
                table,
                row,
                ShareText(found.UsersAccuracy),
                ShareText(found.ProducersAccuracy),
                ShareText(found.F1),
                ShareText(found.IoU),
                $"{result.MappedPixels[index] * factor:N0}",
                Text(estimates.Area(index).Times(factor))
            );
        }

        ConsoleSession.Out.Write(table);
    }

    private static string ShareText(Estimate? share) =>
        share is { } s ? $"{s.Value * 100:0.0} ± {s.HalfWidth * 100:0.0} %" : "–";

    private static string Text(Estimate estimate) => $"{estimate.Value:N0} ± {estimate.HalfWidth:N0}";

    private static string Cell(long count, bool agrees) =>
        count == 0 ? "·"
        : agrees ? $"[bold]{count:N0}[/]"
        : $"{count:N0}";
}
