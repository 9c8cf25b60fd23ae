namespace Segment.Raster.Samples;

/// <summary>A point that somebody may have interpreted.</summary>
/// <param name="Id">Its number: the field <c>point_id</c>, else its place in the file, from 1.</param>
/// <param name="X">Map x, in the map's reference system.</param>
/// <param name="Y">Map y.</param>
/// <param name="Reference">What it is, as a class value or name; null where nobody has said yet.</param>
/// <param name="Stratum">The stratum it was drawn from; null where the file does not say.</param>
public readonly record struct InterpretedPoint(long Id, double X, double Y, string? Reference, SampleStratum? Stratum);
