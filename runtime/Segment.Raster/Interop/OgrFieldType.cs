namespace Segment.Raster.Interop;

/// <summary>OGR's OGRFieldType, as far as a class can be stored in it.</summary>
internal enum OgrFieldType
{
    /// <summary>OFTInteger.</summary>
    Integer = 0,

    /// <summary>OFTReal.</summary>
    Real = 2,

    /// <summary>OFTString.</summary>
    Text = 4,

    /// <summary>OFTInteger64.</summary>
    Integer64 = 12,
}
