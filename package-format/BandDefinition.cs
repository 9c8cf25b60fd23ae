namespace Segment.PackageFormat;

/// <summary>One band that a network reads.</summary>
/// <param name="Index">Position of the band in its source raster, from 0.</param>
/// <param name="Name">The band's name, such as <c>B4</c> or <c>NearInfrared</c>; <c>Band_5</c> where the source names none.</param>
/// <param name="SourceType">Number type of the training scene's band.</param>
public sealed record BandDefinition(int Index, string Name, PixelType SourceType);
