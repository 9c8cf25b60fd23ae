using Segment.PackageFormat;

namespace Segment.Raster.Labels;

/// <summary>Finds the classes of a classified raster by reading it through once.</summary>
/// <param name="source">The raster, of one band.</param>
/// <param name="ignoreValue">A value that means <em>ignore</em>, or null.</param>
/// <param name="notice">Told which values are no label, and why.</param>
internal sealed class RasterClasses(RasterSource source, int? ignoreValue, Action<string>? notice)
{
    private const int LargestValue = 65534;
    private const int PixelsPerRead = 1 << 20;
    private const int MostListed = 1000;

    private readonly RasterClassTable table = RasterClassTable.Read(source.Dataset);

    /// <summary>Finds them.</summary>
    /// <param name="window">What to read: rows and columns of the raster.</param>
    /// <returns>The classes, sorted by value.</returns>
    /// <exception cref="SegmentDataException">There is none, or too many, or a value is none.</exception>
    public IReadOnlyList<LandCoverClass> Find(PixelWindow window)
    {
        var values = Values(window);
        if (values.Remove(ignoreValue ?? -1))
        {
            notice?.Invoke($"The value {ignoreValue} of the label raster is no label: --ignore-value says so.");
        }

        if (values.Contains(0) && !ZeroIsClass())
        {
            values.Remove(0);
        }

        foreach (var value in values.Where(v => v != 0).Order().ToArray())
        {
            if (table.NameOfNothing(value) is { } name)
            {
                values.Remove(value);
                notice?.Invoke($"The value {value} of the label raster is no label: the raster calls it '{name}'.");
            }
        }

        return values.Count switch
        {
            0 => throw new SegmentDataException(
                $"The label raster '{source.Path}' has no labelled pixel in the scene. Every pixel is NoData, 0 or ignored."
            ),
            > LabelSource.MaxClasses => throw new SegmentDataException(
                $"The label raster '{source.Path}' has {(values.Count < MostListed ? string.Empty : "at least ")}{values.Count} "
                    + $"different values; at most {LabelSource.MaxClasses} classes are possible. Is it a classified raster?"
            ),
            _ => [.. values.Order().Select(table.Class)],
        };
    }

    private HashSet<int> Values(PixelWindow window)
    {
        var found = new HashSet<int>();
        var rows = Math.Clamp(PixelsPerRead / window.Width, 1, window.Height);
        var samples = new float[rows * window.Width];
        for (var row = window.Row; row < window.EndRow && found.Count < MostListed; row += rows)
        {
            var part = window with { Row = row, Height = Math.Min(rows, window.EndRow - row) };
            var line = samples.AsSpan(0, (int)part.Area);
            source.Read(part, [0], line);
            var last = float.NaN;
            foreach (var sample in line)
            {
                if (sample != last && !float.IsNaN(sample))
                {
                    found.Add(Checked(sample));
                    last = sample;
                }
            }
        }

        return found;
    }

    private int Checked(float sample) =>
        (sample is >= 0 and <= LargestValue || sample == ignoreValue) && MathF.Floor(sample) == sample
            ? (int)sample
            : throw new SegmentDataException(
                $"The label raster '{source.Path}' holds the value {sample}; class values are whole numbers from 0 to {LargestValue}. "
                    + "Is it a classified raster? If the value means 'no label', declare it: gdal_edit.py -a_nodata."
            );

    private bool ZeroIsClass()
    {
        var noData = source.Bands[0].NoData;
        var (isClass, why) =
            table.HasNames
                ? (table.Lists(0), table.Lists(0) ? "the raster names it" : "the raster names other values only")
            : noData is not null ? (true, $"the raster declares {noData} as NoData")
            : ignoreValue is not null ? (true, $"--ignore-value says that {ignoreValue} is no label")
            : (false, "the raster neither names it nor declares another NoData value");
        notice?.Invoke($"The value 0 of the label raster is {(isClass ? "a class" : "no label")}: {why}.");
        return isClass;
    }
}
