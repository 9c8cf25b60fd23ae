namespace Segment.Raster.Chips;

/// <summary>The sides of chips that suit polygons.</summary>
public static class TileSides
{
    /// <summary>The side where there are no polygons to measure, in pixels.</summary>
    public const int Usual = 64;

    // From 32 on, sides that the networks halve without a remainder.
    private static readonly int[] Sides = [8, 16, 32, 64, 96, 128, 160, 192, 224, 256];

    /// <summary>Chooses about twice the polygons' width, so that a chip shows a polygon with its surroundings.</summary>
    /// <param name="middleWidth">The longer side of the middle polygon's bounds, in pixels; greater than 0.</param>
    /// <param name="room">The shorter side of the scene, in pixels.</param>
    /// <returns>8–256 pixels.</returns>
    public static int For(double middleWidth, int room) =>
        Sides.Where(s => s <= Math.Max(room, Sides[0])).MinBy(s => Math.Abs(Math.Log(s / (2 * middleWidth))));
}
