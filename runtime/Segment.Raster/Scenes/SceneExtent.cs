using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Raster.Scenes;

/// <summary>Finds the pixels of a part of a scene.</summary>
internal static class SceneExtent
{
    private static readonly char[] Separators = [' ', ',', ';', '\t'];

    /// <summary>Finds the window of an extent.</summary>
    /// <param name="scene">The scene's path, for messages.</param>
    /// <param name="grid">The grid that is mapped.</param>
    /// <param name="extent">Four numbers, or the path of a raster or vector file.</param>
    /// <param name="notice">Told where the extent reaches beyond the scene.</param>
    /// <returns>All pixels that the extent touches.</returns>
    /// <exception cref="SegmentDataException">The text is no extent, or lies outside the scene.</exception>
    public static PixelWindow Window(string scene, GridGeometry grid, string extent, Action<string>? notice)
    {
        var bounds = Numbers(extent) ?? OfFile(grid, extent);
        var mapping = new PixelMapping(grid.Transform ?? GeoTransform.PixelSpace);
        var touched = mapping.Bounds(bounds.MinX, bounds.MaxX, bounds.MinY, bounds.MaxY);
        var window = touched.Intersect(grid.Extent);
        if (window.Area == 0)
        {
            throw new SegmentDataException(
                $"The extent {Text(bounds)} lies outside the scene '{scene}', which covers {Text(OfGrid(grid))}. Give xmin ymin "
                    + "xmax ymax in the scene's map units."
            );
        }

        if (window != touched)
        {
            notice?.Invoke(
                $"The extent reaches beyond the scene; {window.Height} × {window.Width} pixels of the scene are mapped."
            );
        }

        return window;
    }

    private static OgrEnvelope? Numbers(string text)
    {
        var parts = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
        var numbers = parts
            .Select(part =>
                double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : double.NaN
            )
            .ToArray();
        if (numbers.Length != 4 || numbers.Any(double.IsNaN))
        {
            return null;
        }

        return numbers[0] < numbers[2] && numbers[1] < numbers[3]
            ? new OgrEnvelope(numbers[0], numbers[2], numbers[1], numbers[3])
            : throw new SegmentDataException(
                $"The extent '{text}' is empty: xmin must be less than xmax, and ymin less than ymax. Give xmin ymin xmax ymax."
            );
    }

    private static OgrEnvelope OfFile(GridGeometry grid, string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path) && !path.StartsWith("/vsi", StringComparison.Ordinal))
        {
            throw new SegmentDataException(
                $"The extent '{path}' is neither four numbers (xmin ymin xmax ymax) nor a file. Give one of the two."
            );
        }

        using var vector = OgrFile.TryOpen(path, out _);
        if (vector is { Layers.Count: > 0 })
        {
            return vector
                .Layers.Where(layer => layer.HasGeometries)
                .Aggregate(OgrEnvelope.None, (all, layer) => all.Union(OfLayer(layer, path, grid)));
        }

        using var raster = RasterSource.Open(path);
        return CrsComparison.Same(grid.CrsWkt, raster.Grid.CrsWkt)
            ? OfGrid(raster.Grid)
            : throw new SegmentDataException(
                $"The raster '{path}', whose extent is asked for, has another coordinate reference system than the scene. Give the "
                    + "extent as numbers in the scene's map units, or as polygons, which are reprojected."
            );
    }

    private static OgrEnvelope OfLayer(OgrLayer layer, string path, GridGeometry grid)
    {
        using var reference = SceneReference.Find(layer, path, grid, notice: null, "features of the extent");
        var all = OgrEnvelope.None;
        foreach (var feature in layer.ReadFeatures())
        {
            using var geometry = OgrApi.OGR_F_StealGeometry(feature);
            if (!geometry.IsInvalid && OgrApi.OGR_G_IsEmpty(geometry) == 0 && reference.Apply(geometry))
            {
                OgrApi.OGR_G_GetEnvelope(geometry, out var envelope);
                all = all.Union(envelope);
            }
        }

        return all;
    }

    private static OgrEnvelope OfGrid(GridGeometry grid)
    {
        var t = grid.Transform ?? GeoTransform.PixelSpace;
        var corners = new[] { t.At(0, 0), t.At(grid.Height, 0), t.At(0, grid.Width), t.At(grid.Height, grid.Width) };
        return new OgrEnvelope(
            corners.Min(c => c.OriginX),
            corners.Max(c => c.OriginX),
            corners.Min(c => c.OriginY),
            corners.Max(c => c.OriginY)
        );
    }

    private static string Text(OgrEnvelope bounds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{bounds.MinX:G10} {bounds.MinY:G10} {bounds.MaxX:G10} {bounds.MaxY:G10}"
        );
}
