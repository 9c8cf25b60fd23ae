namespace Segment.Raster.Chips;

/// <summary>How large the chip of one feature is (ArcGIS's <em>Crop Mode</em>); for Labeled_Tiles.</summary>
public enum CropMode
{
    /// <summary>The tile size, with the feature in the middle.</summary>
    FixedSize,

    /// <summary>The bounds of the feature.</summary>
    BoundingBox,
}
