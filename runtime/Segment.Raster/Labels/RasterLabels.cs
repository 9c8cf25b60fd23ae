using System.Buffers;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Labels from a classified raster on the scene's grid. Its NoData is no label; so is 0, unless the raster
/// names that value or has another NoData value.</summary>
internal sealed class RasterLabels : LabelSource
{
    private const int LargestValue = 65534;
    private const int PixelsPerRead = 1 << 20;

    private readonly RasterSource source;
    private readonly PixelWindow place;
    private readonly byte[] indexOfValue = new byte[LargestValue + 1];

    private RasterLabels(RasterSource source, PixelWindow place, IReadOnlyList<LandCoverClass> classes)
    {
        (this.source, this.place, Classes) = (source, place, classes);
        Array.Fill(indexOfValue, Ignore);
        foreach (var (index, landCover) in classes.Index())
        {
            indexOfValue[landCover.Value] = (byte)index;
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<LandCoverClass> Classes { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<ClassFeatures> Features => [];

    /// <summary>Opens a classified raster and finds its classes by reading it through once.</summary>
    /// <param name="path">The raster.</param>
    /// <param name="notVector">Why GDAL does not read it as a vector file.</param>
    /// <param name="options">Layer and field, which a raster has not.</param>
    /// <param name="scene">The scene's grid.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The labels.</returns>
    public static RasterLabels Read(
        string path,
        string notVector,
        LabelOptions options,
        GridGeometry scene,
        Action<string>? notice
    )
    {
        var opened = Open(path, notVector);
        try
        {
            if (opened.Bands.Count != 1)
            {
                throw new SegmentDataException(
                    $"The label raster '{path}' has {opened.Bands.Count} bands; a classified raster has one. Take the right one out: "
                        + $"gdal_translate -b 1 '{path}' labels.tif."
                );
            }

            if (options.Layer is not null || options.ClassValueField is not null)
            {
                notice?.Invoke("The labels are a raster: layer and class field are not used.");
            }

            var extent = RasterOffset.Find(path, opened.Grid, scene);
            return new RasterLabels(opened, extent, FindClasses(opened, extent, scene, notice));
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Read(PixelWindow window, Span<byte> classIndex)
    {
        var common = window.Intersect(place);
        if (common.Area != window.Area)
        {
            classIndex.Fill(Ignore);
        }

        if (common.Area == 0)
        {
            return;
        }

        var pixels = (int)common.Area;
        var values = ArrayPool<float>.Shared.Rent(pixels);
        source.Read(InSource(common, place), [0], values.AsSpan(0, pixels));
        for (var row = 0; row < common.Height; row++)
        {
            var start = ((common.Row - window.Row + row) * window.Width) + common.Column - window.Column;
            var line = classIndex.Slice(start, common.Width);
            for (var column = 0; column < line.Length; column++)
            {
                var value = values[(row * common.Width) + column];
                line[column] = value is >= 0 and <= LargestValue ? indexOfValue[(int)value] : Ignore;
            }
        }

        ArrayPool<float>.Shared.Return(values);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            source.Dispose();
        }
    }

    private static RasterSource Open(string path, string notVector)
    {
        try
        {
            return RasterSource.Open(path);
        }
        catch (SegmentDataException e) when (notVector.Length > 0)
        {
            throw new SegmentDataException(
                $"The labels '{path}' are neither a vector file nor a raster that GDAL {GdalLibrary.Version} can read: {notVector}.",
                e
            );
        }
    }

    private static PixelWindow InSource(PixelWindow window, PixelWindow place) =>
        window with
        {
            Row = window.Row - place.Row,
            Column = window.Column - place.Column,
        };

    private static LandCoverClass[] FindClasses(
        RasterSource source,
        PixelWindow place,
        GridGeometry scene,
        Action<string>? notice
    )
    {
        var common = place.Intersect(scene.Extent);
        if (common.Area == 0)
        {
            var own = LabelExtent.Extent(source.Grid, source.Grid.Transform ?? GeoTransform.PixelSpace);
            var all = LabelExtent.Extent(scene, scene.Transform ?? GeoTransform.PixelSpace);
            throw LabelExtent.Outside(source.Path, own, all, scene.CrsWkt);
        }

        var table = RasterClassTable.Read(source.Dataset);
        var values = Values(source, InSource(common, place));
        if (values.Contains(0) && !ZeroIsClass(table, source.Bands[0].NoData, notice))
        {
            values.Remove(0);
        }

        return values.Count switch
        {
            0 => throw new SegmentDataException(
                $"The label raster '{source.Path}' has no labelled pixel in the scene. Every pixel is NoData or 0."
            ),
            > MaxClasses => throw new SegmentDataException(
                $"The label raster '{source.Path}' has {values.Count} different values; at most {MaxClasses} classes are possible. "
                    + "Is it a classified raster?"
            ),
            _ => [.. values.Order().Select(table.Class)],
        };
    }

    private static HashSet<int> Values(RasterSource source, PixelWindow window)
    {
        var found = new HashSet<int>();
        var rows = Math.Clamp(PixelsPerRead / window.Width, 1, window.Height);
        var samples = new float[rows * window.Width];
        for (var row = window.Row; row < window.EndRow; row += rows)
        {
            var part = window with { Row = row, Height = Math.Min(rows, window.EndRow - row) };
            var line = samples.AsSpan(0, (int)part.Area);
            source.Read(part, [0], line);
            var last = float.NaN;
            foreach (var sample in line)
            {
                if (sample != last && !float.IsNaN(sample))
                {
                    found.Add(Checked(source, sample));
                    last = sample;
                }
            }
        }

        return found;
    }

    private static int Checked(RasterSource source, float sample) =>
        sample is >= 0 and <= LargestValue && MathF.Floor(sample) == sample
            ? (int)sample
            : throw new SegmentDataException(
                $"The label raster '{source.Path}' holds the value {sample}; class values are whole numbers from 0 to {LargestValue}. "
                    + "Is it a classified raster? If the value means 'no label', declare it: gdal_edit.py -a_nodata."
            );

    private static bool ZeroIsClass(RasterClassTable table, double? noData, Action<string>? notice)
    {
        var (isClass, why) =
            table.HasNames
                ? (table.Lists(0), table.Lists(0) ? "the raster names it" : "the raster names other values only")
            : noData is null ? (false, "the raster neither names it nor declares another NoData value")
            : (true, $"the raster declares {noData} as NoData");
        notice?.Invoke($"The value 0 of the label raster is {(isClass ? "a class" : "no label")}: {why}.");
        return isClass;
    }
}
