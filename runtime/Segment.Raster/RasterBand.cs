using Segment.PackageFormat;

namespace Segment.Raster;

/// <summary>What a raster says about one of its bands.</summary>
/// <param name="Name">The band's description; <c>Band_1</c>, <c>Band_2</c> … (counted from 1, as ArcGIS does) where it has none.</param>
/// <param name="Type">Number type of the samples in the file.</param>
/// <param name="NoData">The number that stands for "no data", in the file's own number type; null where there is none or
/// where no sample of that type can equal it.</param>
/// <param name="BlockHeight">Rows of the file's blocks (tiles or strips), in pixels.</param>
/// <param name="BlockWidth">Columns of the file's blocks, in pixels.</param>
/// <remarks>Samples are read as they are stored: <see cref="Scale"/> and <see cref="Offset"/> are not applied, because
/// chips that ArcGIS and others cut do not carry them, and a network must see a scene as it saw its chips.</remarks>
public sealed record RasterBand(string Name, PixelType Type, double? NoData, int BlockHeight, int BlockWidth)
{
    /// <summary>Gets what the file says a stored number must be multiplied by to be a physical value; 1 where it says
    /// nothing.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Gets what the file says must be added after <see cref="Scale"/>; 0 where it says nothing.</summary>
    public double Offset { get; init; }
}
