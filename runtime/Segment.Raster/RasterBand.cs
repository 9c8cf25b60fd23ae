using Segment.PackageFormat;

namespace Segment.Raster;

/// <summary>What a raster says about one of its bands.</summary>
/// <param name="Name">The band's description; <c>Band_1</c>, <c>Band_2</c> … (counted from 1, as ArcGIS does) where it has none.</param>
/// <param name="Type">Number type of the samples in the file.</param>
/// <param name="NoData">The number that stands for "no data", in the file's own number type; null where there is none or
/// where no sample of that type can equal it.</param>
/// <param name="BlockHeight">Rows of the file's blocks (tiles or strips), in pixels.</param>
/// <param name="BlockWidth">Columns of the file's blocks, in pixels.</param>
public sealed record RasterBand(string Name, PixelType Type, double? NoData, int BlockHeight, int BlockWidth);
