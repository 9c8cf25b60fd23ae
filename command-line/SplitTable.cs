using Segment.PackageFormat;
using Spectre.Console;

namespace Segment.CommandLine;

/// <summary>Shows what each part of a split holds of each class.</summary>
public static class SplitTable
{
    private static readonly string[] Headings = ["Training", "Validation", "Test", "Left out"];

    /// <summary>Prints it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="parts">Pixels and regions by class index, of training, validation, test and what is left out. A part
    /// without pixels is not shown, but training and validation always are; regions are shown where there are any.</param>
    public static void Print(
        IAnsiConsole console,
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyList<(IReadOnlyList<long> Pixels, IReadOnlyList<int> Regions)> parts
    )
    {
        int[] shown = [.. Enumerable.Range(0, parts.Count).Where(p => p < 2 || parts[p].Pixels.Sum() > 0)];
        var table = ClassRows.Create([.. shown.Select(p => Headings[p])]);
        for (var c = 0; c < classes.Count; c++)
        {
            ClassRows.Add(table, classes[c], [.. shown.Select(p => Cell(parts[p].Pixels[c], parts[p].Regions[c]))]);
        }

        console.Write(table);
        var regions = parts.Any(p => p.Regions.Any(r => r > 0));
        console.MarkupLine(
            regions
                ? "[grey]Labelled pixels, and in how many separate polygons or parts of regions they lie.[/]"
                : "[grey]Labelled pixels.[/]"
        );
    }

    private static string Cell(long pixels, int regions) =>
        pixels == 0 ? "–"
        : regions > 0 ? $"{pixels:N0} in {regions:N0}"
        : $"{pixels:N0}";
}
