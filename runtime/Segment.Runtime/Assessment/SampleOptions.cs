namespace Segment.Runtime.Assessment;

/// <summary>How to draw points from a map.</summary>
public sealed record SampleOptions
{
    /// <summary>Gets the map's path.</summary>
    public required string MapPath { get; init; }

    /// <summary>Gets the path of the GeoPackage to write.</summary>
    public required string OutPath { get; init; }

    /// <summary>Gets how points are spread; ArcGIS's default is the first, too.</summary>
    public SampleDesign Design { get; init; } = SampleDesign.Stratified;

    /// <summary>Gets the number of points, 2–1,000,000; 500 as in ArcGIS. Rounding up for each class may add a few.</summary>
    public int Points { get; init; } = 500;

    /// <summary>Gets the least number of points of a class in a stratified sample, 2 or more; 10 as in ArcGIS. Not used by
    /// the other designs.</summary>
    public int MinPointsPerClass { get; init; } = 10;

    /// <summary>Gets the least distance between two points, in map units; 0 for any.</summary>
    public double MinDistance { get; init; }

    /// <summary>Gets the seed: the same map and options with the same seed give the same points.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Gets whether the points hide the map's class from who interprets them.</summary>
    public bool Blind { get; init; }

    /// <summary>Lists everything that is wrong with the options.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (Points is < 2 or > 1_000_000)
        {
            yield return $"--points is {Points}: give a number from 2 to 1,000,000.";
        }

        if (MinPointsPerClass < 2)
        {
            yield return $"--min-points-per-class is {MinPointsPerClass}: give 2 or more, as one point alone tells nothing of its class's spread.";
        }

        if (!(MinDistance >= 0 && double.IsFinite(MinDistance)))
        {
            yield return $"--min-distance is {MinDistance}: give a number of map units, 0 or more.";
        }
    }
}
