using Segment.Raster.Chips;

namespace Segment.TrainingData.Doctor;

/// <summary>The tile size that remedies name: one for all of them, so that they do not contradict each other.</summary>
internal static class TileAdvice
{
    private const int Least = 8;

    /// <summary>Gets the longer sides of the polygons' bounds, which <c>segment chips</c> chooses its tile size from.</summary>
    /// <param name="patient">The facts.</param>
    /// <returns>Pixels; empty where no polygons are known.</returns>
    public static List<double> PolygonWidths(Patient patient) =>
        [
            .. (patient.Labels?.Features ?? [])
                .Where(f => f.Feature.IsArea)
                .Select(f => (double)Math.Max(f.Feature.Bounds.Height, f.Feature.Bounds.Width)),
        ];

    /// <summary>Finds a smaller tile: what suits the polygons, or half of the tile where they are not known.</summary>
    /// <param name="patient">The facts, with chips.</param>
    /// <returns>Pixels; the tile size itself where it cannot well be smaller.</returns>
    public static int Smaller(Patient patient)
    {
        var tile = patient.Tiling!.TileSize;
        var half = Math.Min(tile, Math.Max(Least, tile / 2));
        return PolygonWidths(patient) is { Count: > 0 } widths
            ? Math.Min(half, TileSides.For(Figures.Median(widths), tile))
            : half;
    }

    /// <summary>Finds the side that suits a width.</summary>
    /// <param name="width">Pixels.</param>
    /// <returns>Pixels.</returns>
    public static int For(double width) => TileSides.For(Math.Max(1, width), int.MaxValue);
}
