using Segment.Raster.Interop;

namespace Segment.Raster.Labels;

/// <summary>A usable feature of a vector layer.</summary>
/// <param name="Geometry">Polygons or points, in the scene's reference system.</param>
/// <param name="ClassIndex">The class index; 255 where the feature means <em>ignore</em>.</param>
/// <param name="Bounds">The pixels of the scene's grid that the geometry can touch; they may lie outside the
/// scene.</param>
/// <param name="IsArea">Whether the geometry is a polygon (or several); points have no area.</param>
/// <param name="Area">Square map units; 0 for points.</param>
internal sealed record LabelFeature(
    OgrGeometryHandle Geometry,
    byte ClassIndex,
    PixelWindow Bounds,
    bool IsArea,
    double Area
);
