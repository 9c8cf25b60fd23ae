namespace Segment.Raster.Chips.Export;

/// <summary>Counts what becomes of tiles before they are read.</summary>
internal sealed class ChipTally
{
    /// <summary>Gets or sets the number of the next chip.</summary>
    public int Next { get; set; }

    /// <summary>Gets or sets the tiles left out because they hold no feature.</summary>
    public int WithoutLabel { get; set; }

    /// <summary>Gets or sets the tiles left out because they leave the mask polygons.</summary>
    public int OutsideMask { get; set; }
}
