namespace Segment.Raster.Interop;

/// <summary>Whether a band comes with a mask, apart from its NoData value.</summary>
internal enum MaskKind
{
    /// <summary>No mask, or an alpha band (which is a band like any other here).</summary>
    None,

    /// <summary>One mask for all bands.</summary>
    Dataset,

    /// <summary>A mask of its own.</summary>
    Band,
}
