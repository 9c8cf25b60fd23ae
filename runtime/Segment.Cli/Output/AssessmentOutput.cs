using Segment.CommandLine;
using Segment.Runtime.Maps;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints how a map agrees with a reference.</summary>
internal static class AssessmentOutput
{
    public static void Print(MapAssessmentResult result)
    {
        var matrix = result.Matrix;
        var counts = new Table()
            .Border(TableBorder.Simple)
            .Title("Pixels: reference (rows), map (columns)")
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
                    .Select(mapped => Cell(matrix[truth, mapped], truth == mapped)),
            ]);
        }

        ConsoleSession.Out.Write(counts);
        ClassTable.PrintScores(result.Classes, matrix.Scores);
        ConsoleSession.Out.MarkupLineInterpolated($"{Summary(result)}");
    }

    /// <summary>Says the overall figures in one line.</summary>
    /// <param name="result">The comparison.</param>
    /// <returns>A line for the console.</returns>
    public static string Summary(MapAssessmentResult result)
    {
        var matrix = result.Matrix;
        var unmapped =
            matrix.Unmapped > 0 ? $" {matrix.Unmapped:N0} reference pixels are NoData in the map and not counted." : "";
        return $"Accuracy {ClassTable.Share(matrix.Accuracy)} (always answering the commonest class: {ClassTable.Share(matrix.MajorityAccuracy)}), "
            + $"macro Dice {ClassTable.Share(matrix.MacroDice)}, mean IoU {ClassTable.Share(matrix.MeanIoU)}, kappa {matrix.Kappa:0.000}, {matrix.Total:N0} pixels.{unmapped}";
    }

    private static string Cell(long count, bool agrees) =>
        count == 0 ? "·"
        : agrees ? $"[bold]{count:N0}[/]"
        : $"{count:N0}";
}
