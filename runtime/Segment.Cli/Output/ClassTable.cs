using Segment.CommandLine;
using Segment.PackageFormat;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>The table that several commands print: a row a class, its colour first.</summary>
internal static class ClassTable
{
    public static Table Create(params string[] numbers) => ClassRows.Create(numbers);

    public static void AddRow(Table table, LandCoverClass row, params string[] numbers) =>
        ClassRows.Add(table, row, numbers);

    /// <summary>Prints how well each class was found.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="scores">Their scores, in the same order.</param>
    /// <param name="unit">What the scores count.</param>
    public static void PrintScores(
        IReadOnlyList<LandCoverClass> classes,
        IEnumerable<ClassScore> scores,
        string unit = "pixels"
    )
    {
        var table = Create(
            "Precision (user's)",
            "Recall (producer's)",
            "F1 (Dice)",
            "IoU",
            $"{char.ToUpperInvariant(unit[0])}{unit[1..]}"
        );
        foreach (var (row, score) in classes.Zip(scores))
        {
            AddRow(
                table,
                row,
                Share(score.Precision),
                Share(score.Recall),
                Share(score.F1),
                Share(score.IoU),
                $"{score.Support:N0}"
            );
        }

        ConsoleSession.Out.Write(table);
    }

    public static string Share(double? fraction) => fraction is { } f && double.IsFinite(f) ? $"{f * 100:0.0} %" : "–";
}
