using Segment.PackageFormat;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Pages;

/// <summary>The names and colours of the parts of a split: training, validation, test, left out.</summary>
internal static class PartColors
{
    private static readonly ClassColor[] Colors =
    [
        new(0x2f, 0x74, 0xb8),
        new(0xe6, 0x8a, 0x1e),
        new(0xa4, 0x3f, 0xa8),
        new(0x7d, 0x7d, 0x7d),
    ];

    private static readonly string[] Names = ["Training", "Validation", "Test", "Left out between them"];

    /// <summary>Gets a colour.</summary>
    /// <param name="part">0 training, 1 validation, 2 test, 3 left out.</param>
    /// <returns>The colour.</returns>
    public static ClassColor Of(int part) => Colors[part];

    /// <summary>Gets a name.</summary>
    /// <param name="part">0 training, 1 validation, 2 test, 3 left out.</param>
    /// <returns>The name.</returns>
    public static string Name(int part) => Names[part];

    /// <summary>Names the parts that a split has.</summary>
    /// <param name="split">The split.</param>
    /// <returns>HTML of each.</returns>
    public static IEnumerable<string> Legend(ChipSplit split) =>
        Used(split).Select(p => ClassLegend.Swatch(Colors[p].ToString(), Names[p]));

    /// <summary>Lists the parts that a split has.</summary>
    /// <param name="split">The split.</param>
    /// <returns>Their numbers.</returns>
    public static IEnumerable<int> Used(ChipSplit split) =>
        Enumerable.Range(0, Names.Length).Where(p => p < 2 || split.Parts[p].Pixels.Sum() > 0);
}
