namespace Segment.Review.Comparing;

/// <summary>The grid of a comparison.</summary>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
/// <param name="Transform">Pixel space to map space, in GDAL's order; null where there is none.</param>
/// <param name="Crs">The reference system's name.</param>
/// <param name="Metres">The side of a pixel on the ground, in metres; null where it is not known.</param>
public sealed record ComparedGrid(int Height, int Width, IReadOnlyList<double>? Transform, string Crs, double? Metres);
