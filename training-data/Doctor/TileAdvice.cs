namespace Segment.TrainingData.Doctor;

/// <summary>The tile size that remedies name: one for all of them, so that they do not contradict each other.</summary>
internal static class TileAdvice
{
    private const int Least = 8;

    /// <summary>Gets the sides of squares as large as the polygons.</summary>
    /// <param name="patient">The facts.</param>
    /// <returns>Pixels; empty where no polygons are known.</returns>
    public static List<double> PolygonSides(Patient patient) =>
        [.. (patient.Labels?.Features ?? []).Where(f => f.Feature.IsArea).Select(f => Math.Sqrt(f.Feature.AreaPixels))];

    /// <summary>Finds a smaller tile: what suits the polygons, or half of the tile where they are not known.</summary>
    /// <param name="patient">The facts, with chips.</param>
    /// <returns>Pixels; the tile size itself where it cannot well be smaller.</returns>
    public static int Smaller(Patient patient)
    {
        var tile = patient.Tiling!.TileSize;
        var half = Math.Max(Least, tile / 2);
        return PolygonSides(patient) is { Count: > 0 } sides
            ? Math.Min(half, RemedyCommands.TileFor(Figures.Median(sides)))
            : Math.Min(tile, half);
    }
}
