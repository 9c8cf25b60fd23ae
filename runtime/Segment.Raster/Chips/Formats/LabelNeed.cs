namespace Segment.Raster.Chips.Formats;

/// <summary>What a metadata format wants to know of the labels in a chip.</summary>
public enum LabelNeed
{
    /// <summary>Nothing: chips have no labels.</summary>
    None,

    /// <summary>The class of each pixel.</summary>
    Pixels,

    /// <summary>The features in the chip, with their bounds.</summary>
    Boxes,

    /// <summary>The features in the chip, with their pixels.</summary>
    Masks,

    /// <summary>One feature: each chip is cut around one.</summary>
    OneObject,
}
