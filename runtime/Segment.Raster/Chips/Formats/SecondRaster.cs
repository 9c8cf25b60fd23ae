namespace Segment.Raster.Chips.Formats;

/// <summary>What a metadata format does with an additional input raster.</summary>
public enum SecondRaster
{
    /// <summary>It has no use for one.</summary>
    None,

    /// <summary>Its chips go to <c>images2</c> where one is given.</summary>
    Allowed,

    /// <summary>It cannot do without.</summary>
    Needed,
}
