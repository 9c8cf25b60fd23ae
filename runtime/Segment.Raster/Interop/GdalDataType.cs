namespace Segment.Raster.Interop;

/// <summary>GDAL's GDALDataType, as far as samples are read or written in it.</summary>
internal enum GdalDataType
{
    /// <summary>GDT_Unknown.</summary>
    Unknown = 0,

    /// <summary>GDT_Byte.</summary>
    UInt8 = 1,

    /// <summary>GDT_UInt16.</summary>
    UInt16 = 2,

    /// <summary>GDT_Int16.</summary>
    Int16 = 3,

    /// <summary>GDT_UInt32.</summary>
    UInt32 = 4,

    /// <summary>GDT_Int32.</summary>
    Int32 = 5,

    /// <summary>GDT_Float32.</summary>
    Float32 = 6,

    /// <summary>GDT_Float64.</summary>
    Float64 = 7,

    /// <summary>GDT_CFloat32, complex.</summary>
    ComplexFloat32 = 10,

    /// <summary>GDT_Int8; GDAL 3.7 and newer.</summary>
    Int8 = 14,
}
