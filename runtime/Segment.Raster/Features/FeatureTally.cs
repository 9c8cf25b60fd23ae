namespace Segment.Raster.Features;

/// <summary>What polygons were written.</summary>
/// <param name="Count">The polygons.</param>
/// <param name="Pixels">The pixels they cover: all of the map that hold a class.</param>
/// <param name="Small">Those smaller than the minimum mapping unit; only NoData or others like them lie around.</param>
public sealed record FeatureTally(long Count, long Pixels, long Small);
