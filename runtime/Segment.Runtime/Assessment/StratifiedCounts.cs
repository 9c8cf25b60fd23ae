using Segment.PackageFormat;
using Segment.Raster.Samples;

namespace Segment.Runtime.Assessment;

/// <summary>Counts of the interpreted points of a sample: by stratum, class of the map and class of the reference.</summary>
public sealed class StratifiedCounts
{
    private readonly long[,,] counts;
    private readonly long[] outside;

    /// <summary>Starts with no points.</summary>
    /// <param name="strata">The strata.</param>
    /// <param name="classes">Number of classes, 1–254.</param>
    public StratifiedCounts(IReadOnlyList<SampleStratum> strata, int classes)
    {
        (Strata, Classes) = (strata, classes);
        counts = new long[strata.Count, classes, classes];
        outside = new long[strata.Count];
    }

    /// <summary>Gets the strata.</summary>
    public IReadOnlyList<SampleStratum> Strata { get; }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Adds points.</summary>
    /// <param name="stratum">Position in <see cref="Strata"/>.</param>
    /// <param name="map">The map's class index; 255 where the map holds no data.</param>
    /// <param name="reference">The reference's class index.</param>
    /// <param name="points">How many.</param>
    public void Add(int stratum, int map, int reference, long points = 1)
    {
        if (map == ConfusionMatrix.NoClass)
        {
            outside[stratum] += points;
        }
        else
        {
            counts[stratum, map, reference] += points;
        }
    }

    /// <summary>Gets a stratum's interpreted points, those where the map holds no data included.</summary>
    /// <param name="stratum">Position in <see cref="Strata"/>.</param>
    /// <returns>The points.</returns>
    public long Points(int stratum)
    {
        var points = outside[stratum];
        for (var map = 0; map < Classes; map++)
        {
            for (var reference = 0; reference < Classes; reference++)
            {
                points += counts[stratum, map, reference];
            }
        }

        return points;
    }

    /// <summary>Gets the points of one kind.</summary>
    /// <param name="stratum">Position in <see cref="Strata"/>.</param>
    /// <param name="map">The map's class index.</param>
    /// <param name="reference">The reference's class index.</param>
    public long this[int stratum, int map, int reference] => counts[stratum, map, reference];

    /// <summary>Adds up the strata.</summary>
    /// <returns>Reference (rows) against map (columns), in points.</returns>
    public ConfusionMatrix ToMatrix()
    {
        var matrix = new ConfusionMatrix(Classes);
        for (var stratum = 0; stratum < Strata.Count; stratum++)
        {
            for (var map = 0; map < Classes; map++)
            {
                for (var reference = 0; reference < Classes; reference++)
                {
                    matrix.Add(reference, map, counts[stratum, map, reference]);
                }
            }
        }

        return matrix;
    }
}
