namespace Segment.Review.Comparing;

/// <summary>How four pixels become one.</summary>
internal enum TileReduction
{
    /// <summary>The commonest value: classes.</summary>
    Commonest,

    /// <summary>The mean of those with data (not 0): measurements.</summary>
    Mean,
}
