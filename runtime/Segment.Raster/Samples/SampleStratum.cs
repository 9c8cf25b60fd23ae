namespace Segment.Raster.Samples;

/// <summary>A part of the map's area that points were drawn from, each pixel of it as likely as any other.</summary>
/// <param name="Name">What it is called: a class of the map that the sample was drawn on, or the whole map.</param>
/// <param name="Pixels">Its pixels, 1 or more.</param>
public sealed record SampleStratum(string Name, long Pixels)
{
    /// <summary>The name of the only stratum of a sample that was drawn over the whole map.</summary>
    public const string WholeMap = "map";
}
