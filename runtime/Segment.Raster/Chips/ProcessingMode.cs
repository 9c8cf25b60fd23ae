namespace Segment.Raster.Chips;

/// <summary>How several scenes are read (ArcGIS's <em>Processing Mode</em>).</summary>
public enum ProcessingMode
{
    /// <summary>All scenes as one mosaic; they must have the same bands and lie on one grid.</summary>
    ProcessAsMosaickedImage,

    /// <summary>Each scene by itself; they may lie on different grids.</summary>
    ProcessItemsSeparately,
}
