namespace Segment.Raster.Interop;

/// <summary>OGR's OGRwkbGeometryType for plane geometries; see <see cref="OgrGeometryHandle.PlaneType"/>.</summary>
internal enum OgrGeometryType : uint
{
    /// <summary>wkbUnknown: any geometry.</summary>
    Unknown = 0,

    /// <summary>wkbPoint.</summary>
    Point = 1,

    /// <summary>wkbPolygon.</summary>
    Polygon = 3,

    /// <summary>wkbMultiPoint.</summary>
    MultiPoint = 4,

    /// <summary>wkbMultiPolygon.</summary>
    MultiPolygon = 6,

    /// <summary>wkbGeometryCollection.</summary>
    Collection = 7,

    /// <summary>wkbNone: a table without geometries.</summary>
    None = 100,
}
