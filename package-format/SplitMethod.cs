namespace Segment.PackageFormat;

/// <summary>How the parts are chosen.</summary>
public enum SplitMethod
{
    /// <summary>Blocks of the scene, apart from each other; whole polygons; no pixel is shared.</summary>
    Spatial,

    /// <summary>Chips drawn by lot, as ArcGIS does it: overlapping chips put the same pixels on both sides.</summary>
    Random,

    /// <summary>What the chips folder itself says.</summary>
    Given,
}
