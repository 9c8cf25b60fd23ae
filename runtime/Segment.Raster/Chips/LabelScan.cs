using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips;

/// <summary>Finds the classes of label chips that come without a list of classes.</summary>
internal static class LabelScan
{
    private const int LargestValue = 65534;

    /// <summary>Reads all label chips and takes each value as a class, except the one to ignore and the chips' NoData; and
    /// except 0, unless one of these is another value.</summary>
    /// <param name="chips">The chips.</param>
    /// <param name="siblings">The files that belong to each chip.</param>
    /// <param name="ignoreValue">A value that means <em>ignore</em>, or null.</param>
    /// <returns>The classes, sorted by value and named by it; and whether 0 is one of them.</returns>
    /// <exception cref="SegmentDataException">There is no class, there are too many, or a value cannot be
    /// one.</exception>
    public static (IReadOnlyList<LandCoverClass> Classes, bool ZeroIsClass) Classes(
        IReadOnlyList<(string Name, string Image, string Label)> chips,
        ChipSiblings siblings,
        int? ignoreValue
    )
    {
        var found = new SortedSet<int>();
        var zeroIsClass = ignoreValue is not null and not 0;
        foreach (var (_, _, label) in chips)
        {
            using var raster = ChipRaster.Open(label, siblings.Of(label));
            var values = new float[raster.Height * raster.Width];
            var noData = raster.ReadValues(values);
            zeroIsClass |= ignoreValue is null && noData is { } other && other != 0;
            foreach (var value in values.Distinct().Where(v => !float.IsNaN(v) && !(noData is { } n && v == (float)n)))
            {
                found.Add(
                    value is >= 0 and <= LargestValue && MathF.Floor(value) == value
                        ? (int)value
                        : throw new SegmentDataException(
                            $"The label chip '{label}' holds the value {value}; class values are whole numbers from 0 to {LargestValue}."
                        )
                );
            }
        }

        found.RemoveWhere(v => v == ignoreValue || (v == 0 && !zeroIsClass));
        IReadOnlyList<LandCoverClass> classes =
        [
            .. found.Select(
                (v, i) => new LandCoverClass(v, v.ToString(CultureInfo.InvariantCulture), ClassPalette.At(i))
            ),
        ];
        return classes.Count is > 0 and <= LabelSource.MaxClasses
            ? (classes, found.Contains(0))
            : throw new SegmentDataException(
                $"The label chips in '{Path.GetDirectoryName(chips[0].Label)}' hold {found.Count} classes besides {ignoreValue ?? 0}; possible are 1 to {LabelSource.MaxClasses}."
            );
    }
}
