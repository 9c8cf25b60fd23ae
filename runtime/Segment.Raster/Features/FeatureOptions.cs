namespace Segment.Raster.Features;

/// <summary>How a map becomes polygons.</summary>
public sealed record FeatureOptions
{
    /// <summary>Gets the smallest area that is shown by itself: a smaller one joins its largest neighbour. Null shows all.</summary>
    public MappingUnit? MinimumMappingUnit { get; init; }

    /// <summary>Gets how far edges may be straightened, in map units (the side of the triangles that are cut off,
    /// roughly); 0 keeps the pixels' edges. Neighbours keep their common edges in any case.</summary>
    public double SimplificationTolerance { get; init; }

    /// <summary>Finds what is wrong.</summary>
    /// <returns>One sentence for each problem; empty where there is none.</returns>
    public IEnumerable<string> Problems()
    {
        if (!double.IsFinite(SimplificationTolerance) || SimplificationTolerance < 0)
        {
            yield return $"The simplification tolerance is {SimplificationTolerance}; it must be 0 or more map units.";
        }
    }
}
