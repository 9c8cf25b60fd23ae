namespace Segment.Raster.Chips;

/// <summary>Where chips say that they lie (ArcGIS's <em>Reference System</em>).</summary>
public enum ReferenceSystem
{
    /// <summary>On the map, with the scene's coordinate reference system.</summary>
    MapSpace,

    /// <summary>On the image: x is the scene's column, y its row. For images that are not oriented to a map.</summary>
    PixelSpace,
}
