namespace Segment.Raster.Samples;

/// <summary>A point of a sample: the centre of a pixel of the map.</summary>
/// <param name="Id">Its number, from 1; the points stand in random order, so that the first few are a sample too.</param>
/// <param name="Row">The pixel's row.</param>
/// <param name="Column">The pixel's column.</param>
/// <param name="ClassIndex">The map's class there.</param>
/// <param name="Stratum">Position of its stratum.</param>
public readonly record struct SamplePoint(int Id, int Row, int Column, int ClassIndex, int Stratum);
