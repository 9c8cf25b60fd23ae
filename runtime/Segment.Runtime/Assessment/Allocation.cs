namespace Segment.Runtime.Assessment;

/// <summary>Shares points out among the strata.</summary>
internal static class Allocation
{
    /// <summary>Shares points out. Rounding up and least numbers may make more of them, never fewer, as long as there are
    /// pixels.</summary>
    /// <param name="options">Design and numbers.</param>
    /// <param name="pixels">The pixels of each stratum; a stratum without any gets no point.</param>
    /// <returns>The points of each stratum, at most its pixels.</returns>
    public static int[] Share(SampleOptions options, IReadOnlyList<long> pixels)
    {
        var total = pixels.Sum();
        var present = pixels.Count(p => p > 0);
        return [.. pixels.Select(p => (int)Math.Min(p, Wanted(p)))];

        long Wanted(long own) =>
            options.Design switch
            {
                SampleDesign.Random => options.Points,
                SampleDesign.Equalized => (options.Points + present - 1) / present,
                _ => Math.Max(options.MinPointsPerClass, (long)Math.Ceiling(options.Points * (own / (double)total))),
            };
    }
}
