using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline.Blending;

/// <summary>
/// How much each tile counts along an axis, in steps of 1/255: where two tiles overlap, the one before falls and the one
/// after rises, and both together are <see cref="One"/> at every pixel. Towards the scene's border, where one tile is
/// alone, it counts wholly.
/// </summary>
/// <remarks>The ramp is that of a Hann window, sin²(π (i + ½) / 2n) over n pixels, rounded; what falls is what the rising one
/// leaves, so that whole numbers sum exactly and in any order.</remarks>
internal sealed class HannWindow
{
    /// <summary>The number that stands for a weight of 1 along one axis.</summary>
    public const int One = 255;

    private readonly float[] rising;
    private readonly float[] falling;
    private readonly float[] flat;
    private readonly int tiles;

    private HannWindow(int length, int tiles)
    {
        this.tiles = tiles;
        rising = [.. Enumerable.Range(0, length).Select(i => (float)Math.Round(One * Rise(i, length)))];
        falling = [.. rising.Select(weight => One - weight)];
        flat = [.. Enumerable.Repeat((float)One, length)];
    }

    /// <summary>Gets the weights down a plan's tiles.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>The window.</returns>
    public static HannWindow Down(TilePlan plan) => new(plan.CoreHeight, plan.Rows);

    /// <summary>Gets the weights across a plan's tiles.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>The window.</returns>
    public static HannWindow Across(TilePlan plan) => new(plan.CoreWidth, plan.Columns);

    /// <summary>Gets a tile's weights over one core.</summary>
    /// <param name="tile">The tile's row or column.</param>
    /// <param name="core">The core's row or column: the tile's own, or the one after.</param>
    /// <returns>A whole number for each pixel of the core, 0 to <see cref="One"/>.</returns>
    public ReadOnlySpan<float> Over(int tile, int core) =>
        (core == tile, core == 0, core == tiles) switch
        {
            (true, true, _) => flat,
            (true, _, _) => rising,
            (_, _, true) => flat,
            _ => falling,
        };

    private static double Rise(int i, int length)
    {
        var sine = Math.Sin(Math.PI * (i + 0.5) / (2 * length));
        return sine * sine;
    }
}
