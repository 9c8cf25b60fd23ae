using Segment.Raster.Samples;

namespace Segment.Runtime.Assessment;

/// <summary>An interpreted point on the map.</summary>
/// <param name="Map">The map's class index; 255 where the map holds no data.</param>
/// <param name="Reference">The reference's class index.</param>
/// <param name="Stratum">What it was drawn from; null where that is not known.</param>
internal readonly record struct MappedPoint(byte Map, byte Reference, SampleStratum? Stratum);
