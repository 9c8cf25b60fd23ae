using Segment.Raster;
using Segment.Runtime.Pipeline.Blending;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Planning;

/// <summary>How much memory a job takes with a given tile shape.</summary>
internal sealed record MemoryModel
{
    /// <summary>The program, .NET, ONNX Runtime and GDAL, without buffers and weights: measured.</summary>
    private const long Program = 140L << 20;

    /// <summary>How often a graph's weights are held while tiles are computed. Measured with ResNet-18 and 34 (58 and 98 MB).</summary>
    private const double GraphCopies = 2.5;

    /// <summary>How often they are held while the package is read, checked and loaded, before there are any tiles.</summary>
    private const double GraphCopiesAtStart = 5;

    /// <summary>The part of the limit that decoded blocks may take where fewer would do.</summary>
    private const int CacheParts = 8;

    /// <summary>Rows that the map's writer collects before it writes a row of blocks.</summary>
    private const int MapRows = 256;

    /// <summary>Gets how wide the job is.</summary>
    public required JobShape Job { get; init; }

    /// <summary>Gets the memory that the job may take, in bytes.</summary>
    public required long Limit { get; init; }

    /// <summary>Gets the bands that the network reads.</summary>
    public required int Bands { get; init; }

    /// <summary>Gets the numbers that the network answers for each pixel.</summary>
    public required int Outputs { get; init; }

    /// <summary>Gets whether samples can be without data.</summary>
    public required bool Masked { get; init; }

    /// <summary>Gets the bytes of the graph.</summary>
    public required long GraphBytes { get; init; }

    /// <summary>Gets the network's working memory for each pixel of a tile, in bytes; 0 where it lies on a device.</summary>
    public required double BytesPerPixel { get; init; }

    /// <summary>Gets how the scene's blocks lie.</summary>
    public required BlockLayout Blocks { get; init; }

    /// <summary>Gets the classes, of each of which tiles that blend hold a sum of two bytes a pixel.</summary>
    public required int Classes { get; init; }

    /// <summary>Gets the layers of the map, one byte a pixel each.</summary>
    public int Layers { get; init; } = 1;

    /// <summary>Estimates the whole process at its largest.</summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>Bytes of resident memory.</returns>
    public long Bytes(TilePlan plan)
    {
        var input = (double)plan.TileArea * ((sizeof(float) * Bands) + (Masked ? 1 : 0));
        var output = (double)plan.TileArea * sizeof(float) * Outputs;
        var lanes = Job.BusyLanes(plan) * Job.BatchSize;

        // A tile at the scene's border is read into a buffer of its own first.
        var tiles = ((Job.Slots(plan) * Job.BatchSize) + Job.Readers) * input;
        var rows = ((double)(Job.RowBands(plan) * plan.CoreHeight) + MapRows) * plan.Width * Layers;
        var cells = plan.Blends ? (double)Job.RowBands(plan) * plan.CoreColumns * BlendCell.BytesOf(plan) : 0;
        var sums = (double)Job.BlendedCores(plan) * plan.CoreHeight * plan.CoreWidth * Classes * sizeof(ushort);
        var network = lanes * (output + (BytesPerPixel * plan.TileArea));
        var cache = Math.Min(Blocks.AllBytes, BlockLayout.SharedBytes + (Job.Readers * CacheBytes(plan)));
        var running = (GraphCopies * GraphBytes) + tiles + rows + cells + sums + network + cache;
        return Program + (long)Math.Max(GraphCopiesAtStart * GraphBytes, running);
    }

    /// <summary>
    /// Gets the room for decoded blocks of one reader: all blocks of a row of tiles, so that each is decoded once, where
    /// that is affordable; else those of two neighbouring tiles, so that at least the tiles of a row share theirs.
    /// </summary>
    /// <param name="plan">The tiles.</param>
    /// <returns>Bytes.</returns>
    public long CacheBytes(TilePlan plan)
    {
        var row = Blocks.DecodedBytes(plan.TileHeight, plan.Width);
        var neighbours = Blocks.DecodedBytes(plan.TileHeight, 2L * plan.TileWidth);
        return Math.Min(row, Math.Max(neighbours, Limit / CacheParts / Job.Readers));
    }
}
