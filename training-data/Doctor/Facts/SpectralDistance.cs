namespace Segment.TrainingData.Doctor.Facts;

/// <summary>How far a polygon's mean lies from its class and from the nearest other one.</summary>
/// <param name="Polygon">The polygon.</param>
/// <param name="Own">Distance to its own class without it, in standard deviations of the spread within classes.</param>
/// <param name="Nearest">Distance to the nearest other class.</param>
/// <param name="NearestClass">Class index of that one.</param>
/// <remarks>
/// The distance is √(mean over the bands of ((x − μ) / s)²), where s is the pooled standard deviation of polygon means within
/// classes, the polygon itself left out: Mahalanobis's distance (1936) for a diagonal covariance, divided by √bands so that one
/// threshold holds for any number of bands. A full covariance needs more polygons than bands, which users seldom have.
/// </remarks>
internal sealed record SpectralDistance(PolygonFacts Polygon, double Own, double Nearest, int NearestClass)
{
    // Without two others a class has no mean and no spread to compare with.
    private const int LeastPolygons = 3;

    // Means of fewer pixels are too noisy to accuse anybody.
    private const long LeastPixels = 4;

    /// <summary>Tells whether there are enough polygons.</summary>
    /// <param name="features">The features.</param>
    /// <returns>Whether two classes have a mean that a polygon can be compared with.</returns>
    public static bool IsPossible(IReadOnlyList<PolygonFacts> features) =>
        Usable(features).GroupBy(f => f.Feature.ClassIndex).Count(g => g.Count() >= LeastPolygons) >= 2;

    /// <summary>Compares each polygon with the classes that have enough others.</summary>
    /// <param name="features">The features.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>The distances of the polygons that can be compared.</returns>
    public static IEnumerable<SpectralDistance> Of(IReadOnlyList<PolygonFacts> features, int classes)
    {
        var usable = Usable(features).ToList();
        var bands = usable[0].Mean.Count;
        var (count, sums, squares) = (new int[classes], new double[classes, bands], new double[bands]);
        foreach (var polygon in usable)
        {
            count[polygon.Feature.ClassIndex]++;
            for (var b = 0; b < bands; b++)
            {
                sums[polygon.Feature.ClassIndex, b] += polygon.Mean[b];
            }
        }

        foreach (var polygon in usable)
        {
            var own = polygon.Feature.ClassIndex;
            for (var b = 0; b < bands; b++)
            {
                squares[b] += Math.Pow(polygon.Mean[b] - (sums[own, b] / count[own]), 2);
            }
        }

        var freedom = usable.Count - count.Count(c => c > 0);
        foreach (var polygon in usable.Where(p => count[p.Feature.ClassIndex] >= LeastPolygons && freedom > 1))
        {
            yield return Compare(polygon, count, sums, squares, freedom);
        }
    }

    private static IEnumerable<PolygonFacts> Usable(IEnumerable<PolygonFacts> features) =>
        features.Where(f => f.Mean.Count > 0 && f.Pixels >= LeastPixels);

    private static SpectralDistance Compare(
        PolygonFacts polygon,
        int[] count,
        double[,] sums,
        double[] squares,
        int freedom
    )
    {
        var (own, bands) = (polygon.Feature.ClassIndex, polygon.Mean.Count);
        var distances = new double[count.Length];
        for (var b = 0; b < bands; b++)
        {
            // Leaving one out changes its class's sum of squares by n / (n − 1) · (x − μ)²: no second pass is needed.
            var (n, x) = (count[own], polygon.Mean[b]);
            var off = x - (sums[own, b] / n);
            var variance = Math.Max(0, squares[b] - (off * off * n / (n - 1))) / (freedom - 1);
            for (var c = 0; c < count.Length; c++)
            {
                var mean = c == own ? (sums[c, b] - x) / (n - 1) : sums[c, b] / count[c];
                distances[c] += variance > 0 ? (x - mean) * (x - mean) / variance / bands : 0;
            }
        }

        var nearest = Enumerable
            .Range(0, count.Length)
            .Where(c => c != own && count[c] >= LeastPolygons)
            .MinBy(c => distances[c]);
        return new SpectralDistance(polygon, Math.Sqrt(distances[own]), Math.Sqrt(distances[nearest]), nearest);
    }
}
