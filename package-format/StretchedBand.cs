namespace Segment.PackageFormat;

/// <summary>A band of the review's chips, and how its samples became bytes: low is 1, high is 255, and 0 holds no data.</summary>
/// <param name="Band">The band's position in the definition's bands, from 0.</param>
/// <param name="Low">The sample that is drawn black, in the units of the raster.</param>
/// <param name="High">The sample that is drawn white.</param>
public sealed record StretchedBand(int Band, double Low, double High);
