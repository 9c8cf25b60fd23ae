namespace Segment.Runtime.Tiles;

/// <summary>What the machine allows a tile to be that is chosen unasked.</summary>
/// <param name="Parallel">Tiles computed at the same time: lanes × batch size, 1 or more.</param>
/// <param name="MaxArea">The most pixels of a tile.</param>
/// <param name="MaxHeight">The most rows of a tile.</param>
public sealed record TileLimits(int Parallel, int MaxArea, int MaxHeight)
{
    /// <summary>The longest side of a tile that may be asked for, in pixels.</summary>
    public const int LargestSide = 4096;

    /// <summary>
    /// The most pixels of a tile, 1024 × 1024: beyond it the overlap tax falls slowly while the network's memory
    /// grows in proportion.
    /// </summary>
    private const int LargestArea = 1024 * 1024;

    /// <summary>The limit, in pixels, where there is next to no memory: 256 × 256.</summary>
    private const int SmallestArea = 256 * 256;

    /// <summary>
    /// Bytes that a network holds for each pixel of a tile while it runs: a generous bound for U-Nets with 16 to 64
    /// channels at full size.
    /// </summary>
    private const long BytesPerPixel = 1024;

    /// <summary>The most bytes of decoded blocks that one row of tiles should need at once.</summary>
    private const long RowBudget = 128L << 20;

    /// <summary>Sets the limits for a job.</summary>
    /// <param name="parallel">Tiles computed at the same time.</param>
    /// <param name="memoryBytes">The memory that this process may use; half of it is planned for tiles.</param>
    /// <param name="bands">The bands that the network reads; a tile is held about twice as input.</param>
    /// <param name="rowBytes">The bytes of one row of the scene, of all bands that are decoded together.</param>
    /// <returns>The limits.</returns>
    public static TileLimits For(int parallel, long memoryBytes, int bands, long rowBytes) =>
        new(
            parallel,
            (int)
                Math.Clamp(
                    memoryBytes / 2 / parallel / (BytesPerPixel + (2L * sizeof(float) * bands)),
                    SmallestArea,
                    LargestArea
                ),
            (int)Math.Clamp(RowBudget / Math.Max(1, rowBytes), 256, 2048)
        );
}
