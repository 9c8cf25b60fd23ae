namespace Segment.Raster.Interop;

/// <summary>GDAL's GDALRATFieldType.</summary>
internal enum AttributeType
{
    /// <summary>GFT_Integer.</summary>
    Integer = 0,

    /// <summary>GFT_Real.</summary>
    Real = 1,

    /// <summary>GFT_String.</summary>
    Text = 2,
}
