namespace Segment.Raster.Interop;

/// <summary>GDAL's GDALRWFlag.</summary>
internal enum RasterAccess
{
    /// <summary>GF_Read.</summary>
    Read = 0,

    /// <summary>GF_Write.</summary>
    Write = 1,
}
