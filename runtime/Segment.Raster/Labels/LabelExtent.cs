using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>Compares where labels and scene lie.</summary>
internal static class LabelExtent
{
    /// <summary>Refuses labels of which none meets the scene.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="path">Their path, for the message.</param>
    /// <exception cref="SegmentDataException">All lie outside; the message names both extents.</exception>
    public static void CheckMeetsScene(VectorLabels labels, string path)
    {
        if (labels.Meeting(labels.Scene.Extent).Any())
        {
            return;
        }

        var drawn = labels.Drawn.Aggregate(
            OgrEnvelope.None,
            (all, f) =>
            {
                OgrApi.OGR_G_GetEnvelope(f.Geometry, out var own);
                return all.Union(own);
            }
        );
        throw Outside(path, drawn, Extent(labels.Scene, labels.Transform), labels.Scene.CrsWkt);
    }

    /// <summary>Says that labels lie outside the scene.</summary>
    /// <param name="path">The labels' path.</param>
    /// <param name="labels">The labels' extent in the scene's reference system.</param>
    /// <param name="scene">The scene's extent.</param>
    /// <param name="crsWkt">The scene's reference system; empty for none.</param>
    /// <returns>The exception to throw.</returns>
    public static SegmentDataException Outside(string path, OgrEnvelope labels, OgrEnvelope scene, string crsWkt)
    {
        using var reference = crsWkt.Length == 0 ? null : SpatialReferenceHandle.FromWkt(crsWkt);
        var where = reference is null ? "coordinates without a reference system" : SceneReference.Name(reference);
        return new SegmentDataException(
            $"The labels in '{path}' lie outside the scene. In {where} the labels cover {Text(labels)}, the scene covers "
                + $"{Text(scene)}. Check that both are of the same place and that each has its right coordinate reference system."
        );
    }

    /// <summary>Gets the extent of a grid.</summary>
    /// <param name="grid">The grid.</param>
    /// <param name="transform">Its pixels to map space.</param>
    /// <returns>The bounds of its four corners.</returns>
    public static OgrEnvelope Extent(GridGeometry grid, GeoTransform transform)
    {
        var bounds = OgrEnvelope.None;
        foreach (var (row, column) in new[] { (0, 0), (0, grid.Width), (grid.Height, 0), (grid.Height, grid.Width) })
        {
            var corner = transform.At(row, column);
            bounds = bounds.Union(new OgrEnvelope(corner.OriginX, corner.OriginX, corner.OriginY, corner.OriginY));
        }

        return bounds;
    }

    private static string Text(OgrEnvelope e) =>
        $"x {Number(e.MinX)} to {Number(e.MaxX)}, y {Number(e.MinY)} to {Number(e.MaxY)}";

    private static string Number(double value) =>
        value.ToString(
            Math.Abs(value) < 1000 ? "0.######"
                : Math.Abs(value) < 1e12 ? "0.##"
                : "0.###e+0",
            CultureInfo.InvariantCulture
        );
}
