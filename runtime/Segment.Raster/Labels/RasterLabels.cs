using System.Buffers;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Labels from a classified raster on the scene's grid, north up or south up. Its NoData is no label, nor are a
/// value to ignore and one that the raster calls unclassified; nor is 0, unless the raster names that value or says that
/// another is no label.</summary>
internal sealed class RasterLabels : LabelSource
{
    private const int LargestValue = 65534;

    private readonly RasterSource source;
    private readonly PixelWindow place;
    private readonly bool turned;
    private readonly byte[] indexOfValue = new byte[LargestValue + 1];

    private RasterLabels(RasterSource source, PixelWindow place, bool turned, IReadOnlyList<LandCoverClass> classes)
    {
        (this.source, this.place, this.turned, Classes) = (source, place, turned, classes);
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
    /// <param name="options">The value to ignore; a raster has no layer and no field.</param>
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

            if (options.Layer is not null || options.ClassValueField is not null || options.AllTouched)
            {
                notice?.Invoke(
                    "The labels are a raster: layer, class field and the pixels that polygons touch are not used."
                );
            }

            var other = RasterOffset.IsTurned(opened.Grid, scene);
            var extent = RasterOffset.Find(path, other ? RasterOffset.Turned(opened.Grid) : opened.Grid, scene);
            var own = extent.Intersect(scene.Extent);
            RequireMeeting(opened, own, scene);
            var found = new RasterClasses(opened, options.IgnoreValue, notice).Find(InSource(own, extent, other));
            return new RasterLabels(opened, extent, other, found);
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
        source.Read(InSource(common, place, turned), [0], values.AsSpan(0, pixels));
        for (var row = 0; row < common.Height; row++)
        {
            var start = ((common.Row - window.Row + row) * window.Width) + common.Column - window.Column;
            var line = classIndex.Slice(start, common.Width);
            for (var column = 0; column < line.Length; column++)
            {
                var value = values[((turned ? common.Height - 1 - row : row) * common.Width) + column];
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
                $"The labels '{path}' are neither a vector file nor a raster that GDAL {GdalLibrary.Version} can read: {notVector}. "
                    + "Give a vector file such as a GeoPackage, or a classified raster; ogrinfo tells what a file is.",
                e
            );
        }
    }

    private static PixelWindow InSource(PixelWindow window, PixelWindow place, bool turned) =>
        window with
        {
            Row = turned ? place.EndRow - window.EndRow : window.Row - place.Row,
            Column = window.Column - place.Column,
        };

    private static void RequireMeeting(RasterSource source, PixelWindow common, GridGeometry scene)
    {
        if (common.Area == 0)
        {
            var own = LabelExtent.Extent(source.Grid, source.Grid.Transform ?? GeoTransform.PixelSpace);
            var all = LabelExtent.Extent(scene, scene.Transform ?? GeoTransform.PixelSpace);
            throw LabelExtent.Outside(source.Path, own, all, scene.CrsWkt);
        }
    }
}
