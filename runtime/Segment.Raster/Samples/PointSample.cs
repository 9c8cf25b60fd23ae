using Segment.PackageFormat;

namespace Segment.Raster.Samples;

/// <summary>A sample of a map's pixels, for somebody to tell what each of them is.</summary>
/// <param name="Grid">The map's grid.</param>
/// <param name="Classes">The map's classes; position = class index.</param>
/// <param name="Strata">What the points were drawn from.</param>
/// <param name="Points">The points, in random order.</param>
/// <param name="Facts">How it was drawn, name and value.</param>
public sealed record PointSample(
    GridGeometry Grid,
    IReadOnlyList<LandCoverClass> Classes,
    IReadOnlyList<SampleStratum> Strata,
    IReadOnlyList<SamplePoint> Points,
    IReadOnlyList<(string Name, string Value)> Facts
)
{
    private readonly int[] counts = CountAll(Strata.Count, Points);

    /// <summary>Gets the points of a stratum.</summary>
    /// <param name="stratum">Position in <see cref="Strata"/>.</param>
    /// <returns>How many.</returns>
    public int CountOf(int stratum) => counts[stratum];

    /// <summary>Gets the probability with which each pixel of a stratum came into the sample.</summary>
    /// <param name="stratum">Position in <see cref="Strata"/>.</param>
    /// <returns>0–1.</returns>
    public double Inclusion(int stratum) => CountOf(stratum) / (double)Strata[stratum].Pixels;

    private static int[] CountAll(int strata, IReadOnlyList<SamplePoint> points)
    {
        var all = new int[strata];
        foreach (var point in points)
        {
            all[point.Stratum]++;
        }

        return all;
    }
}
