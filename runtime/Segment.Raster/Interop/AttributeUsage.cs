namespace Segment.Raster.Interop;

/// <summary>GDAL's GDALRATFieldUsage: what a column of a raster attribute table means.</summary>
internal enum AttributeUsage
{
    /// <summary>GFU_Generic.</summary>
    Generic = 0,

    /// <summary>GFU_Name: the class name.</summary>
    Name = 2,

    /// <summary>GFU_Min: the least value of a range.</summary>
    Least = 3,

    /// <summary>GFU_MinMax: the class value.</summary>
    Value = 5,

    /// <summary>GFU_Red, 0–255.</summary>
    Red = 6,

    /// <summary>GFU_Green, 0–255.</summary>
    Green = 7,

    /// <summary>GFU_Blue, 0–255.</summary>
    Blue = 8,
}
