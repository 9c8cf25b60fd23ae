using System.Runtime.InteropServices;

namespace Segment.Raster.Interop;

/// <summary>GDAL's GDALColorEntry for the RGB palette.</summary>
/// <param name="Red">0–255.</param>
/// <param name="Green">0–255.</param>
/// <param name="Blue">0–255.</param>
/// <param name="Alpha">0 (transparent) to 255.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ColorEntry(short Red, short Green, short Blue, short Alpha);
