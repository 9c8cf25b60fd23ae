using Segment.PackageFormat;
using Segment.Raster.Samples;

namespace Segment.Runtime.Assessment;

/// <summary>Names strata after the map's classes.</summary>
internal static class StratumNames
{
    /// <summary>Names the strata of a design.</summary>
    /// <param name="design">The design.</param>
    /// <param name="classes">The map's classes.</param>
    /// <returns>A name for each class, no two alike; or one for the whole map.</returns>
    public static string[] Of(SampleDesign design, IReadOnlyList<LandCoverClass> classes)
    {
        if (design == SampleDesign.Random)
        {
            return [SampleStratum.WholeMap];
        }

        var taken = classes.GroupBy(c => c.Name, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
        var twice = taken.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. classes.Select(c =>
                twice.Contains(c.Name) || c.Name.Length == 0 ? $"{c.Value} {c.Name}".Trim() : c.Name
            ),
        ];
    }
}
