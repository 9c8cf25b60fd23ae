namespace Segment.Raster.Labels;

/// <summary>A usable feature of labels that were drawn.</summary>
/// <param name="Number">Its place in the order of drawing, from 0; where features overlap, the greater number wins.</param>
/// <param name="ClassIndex">The class index; 255 where the feature means <em>ignore</em>.</param>
/// <param name="Bounds">The pixels of the scene's grid that it can touch; they may lie outside the scene.</param>
/// <param name="IsArea">Whether it is a polygon (or several); points have no area.</param>
/// <param name="AreaPixels">Its area in pixels of the scene; 0 for points.</param>
public sealed record DrawnFeature(int Number, byte ClassIndex, PixelWindow Bounds, bool IsArea, double AreaPixels);
