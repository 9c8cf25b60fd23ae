namespace Segment.Runtime.Planning;

/// <summary>What a classification will do and what it will take.</summary>
public sealed record ClassifyPlan
{
    /// <summary>Gets the scene's rows.</summary>
    public required int Height { get; init; }

    /// <summary>Gets the scene's columns.</summary>
    public required int Width { get; init; }

    /// <summary>Gets the rows of a tile, padding included.</summary>
    public required int TileHeight { get; init; }

    /// <summary>Gets the columns of a tile, padding included.</summary>
    public required int TileWidth { get; init; }

    /// <summary>Gets the border of each tile that is computed and thrown away, in pixels.</summary>
    public required int Padding { get; init; }

    /// <summary>Gets whether tiles overlap by half and are blended with a Hann window.</summary>
    public required bool Blends { get; init; }

    /// <summary>Gets what is done at the border of a tile, as part of a sentence.</summary>
    public string Border => BorderText(Blends, Padding);

    /// <summary>Gets the pixels computed for each pixel of the scene, 1 or more: the price of padding, blending and edges.</summary>
    public required double OverlapTax { get; init; }

    /// <summary>Gets the tiles of the whole scene.</summary>
    public required long Tiles { get; init; }

    /// <summary>Gets the tiles that are expected to hold data and so to go through the network.</summary>
    public required long TilesWithData { get; init; }

    /// <summary>Gets how many tiles go through the network at once.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Gets how many batches are computed side by side.</summary>
    public required int Lanes { get; init; }

    /// <summary>Gets where the network runs: <c>cpu</c> or <c>cuda</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Gets the memory of the process at its largest, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>Gets the memory that the process may take, in bytes.</summary>
    public required long MemoryLimit { get; init; }

    /// <summary>Gets the most that lies on the disk at a time: the rows that are kept while the work goes on, and the map.</summary>
    public required long DiskBytes { get; init; }

    /// <summary>Gets the seconds from the start of the program to the renamed map.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the plan as one sentence.</summary>
    public string Line =>
        $"Planned: {Tiles:N0} tiles of {TileHeight} × {TileWidth} px, {Border}, each pixel computed {OverlapTax:0.00} "
        + $"times; {Lanes} lanes on {Device}; about {Size(MemoryBytes)} of memory, at most {Size(DiskBytes)} of disk, about "
        + $"{Duration(Seconds)}.";

    /// <summary>Says what is done at the border of a tile.</summary>
    /// <param name="blends">Whether tiles blend.</param>
    /// <param name="padding">Their padding, in pixels.</param>
    /// <returns>Such as <c>padding 64 px</c>.</returns>
    public static string BorderText(bool blends, int padding) =>
        blends ? "half of each blended with the next (Hann window)" : $"padding {padding} px";

    /// <summary>Writes a size for people.</summary>
    /// <param name="bytes">The size.</param>
    /// <returns>Such as <c>524 MB</c> or <c>12.3 GB</c>.</returns>
    public static string Size(long bytes) =>
        bytes < 10L << 30 ? $"{Math.Max(1, bytes >> 20):N0} MB" : $"{bytes / (double)(1 << 30):N1} GB";

    /// <summary>Writes a duration for people.</summary>
    /// <param name="seconds">The duration.</param>
    /// <returns>Such as <c>4.2 s</c>, <c>3:05 min</c> or <c>2:30 h</c>.</returns>
    public static string Duration(double seconds) =>
        seconds switch
        {
            < 60 => $"{seconds:0.0} s",
            < 3600 => $"{(int)seconds / 60}:{(int)seconds % 60:00} min",
            _ => $"{(int)seconds / 3600}:{(int)seconds / 60 % 60:00} h",
        };
}
