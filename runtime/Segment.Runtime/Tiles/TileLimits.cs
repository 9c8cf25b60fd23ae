namespace Segment.Runtime.Tiles;

/// <summary>What the machine allows a tile to be that is chosen unasked.</summary>
/// <param name="Parallel">Tiles computed at the same time: lanes × batch size, 1 or more.</param>
/// <param name="MaxArea">The most pixels of a tile that are of use.</param>
/// <param name="MaxHeight">The most rows of a tile.</param>
public sealed record TileLimits(int Parallel, int MaxArea, int MaxHeight)
{
    /// <summary>The longest side of a tile that may be asked for, in pixels.</summary>
    public const int LargestSide = 4096;

    /// <summary>
    /// The most pixels of a tile where the padding is narrow, 640 × 640: beyond it the overlap tax falls slowly, while
    /// the network's memory, and the time to touch it first, grow in proportion.
    /// </summary>
    private const int EnoughArea = 640 * 640;

    /// <summary>The most pixels of a tile where a wide padding asks for more, 1024 × 1024.</summary>
    private const int LargestArea = 1 << 20;

    /// <summary>The rows of the tallest tile, unless a wide padding asks for more.</summary>
    private const int LargestHeight = 2048;

    /// <summary>The paddings across a tile that are worth its memory: the overlap tax is (16/14)² = 1.3.</summary>
    private const int PaddingsWanted = 16;

    /// <summary>The paddings across a tile that are allowed beyond all other limits but memory: the tax is (8/6)² = 1.8.</summary>
    private const int PaddingsGranted = 8;

    /// <summary>The paddings down a tile that are allowed however wide the scene is: the tax is 4/2 = 2.</summary>
    private const int PaddingsAtLeast = 4;

    /// <summary>The most bytes of decoded blocks that one row of tiles should need at once.</summary>
    private const long RowBudget = 128L << 20;

    /// <summary>Gets whether a tile shape is affordable; all shapes are where nothing else is said.</summary>
    public Func<TilePlan, bool> Affords { get; init; } = _ => true;

    /// <summary>Sets the limits for a job.</summary>
    /// <param name="parallel">Tiles computed at the same time.</param>
    /// <param name="rowBytes">The bytes of one row of the scene, of all bands that are decoded together.</param>
    /// <param name="padding">The border of a tile that is thrown away, in pixels.</param>
    /// <returns>The limits, without a limit of memory.</returns>
    public static TileLimits For(int parallel, long rowBytes, int padding)
    {
        var (wanted, granted, least) = (PaddingsWanted * padding, PaddingsGranted * padding, PaddingsAtLeast * padding);
        return new TileLimits(
            parallel,
            Math.Max(Math.Clamp(wanted * wanted, EnoughArea, LargestArea), granted * granted),
            (int)Math.Clamp(RowBudget / Math.Max(1, rowBytes), Math.Max(256, least), Math.Max(LargestHeight, granted))
        );
    }
}
