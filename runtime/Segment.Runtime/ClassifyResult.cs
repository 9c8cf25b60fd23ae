using Segment.PackageFormat;
using Segment.Raster;
using Segment.Runtime.Layers;

namespace Segment.Runtime;

/// <summary>What a finished classification did, and how long its parts took.</summary>
public sealed record ClassifyResult
{
    /// <summary>Gets the map's path.</summary>
    public required string MapPath { get; init; }

    /// <summary>Gets the definition of the network that ran.</summary>
    public required ModelDefinition Definition { get; init; }

    /// <summary>Gets the SHA-256 of the package's file, in hexadecimal digits.</summary>
    public required string PackageSha256 { get; init; }

    /// <summary>Gets the map's size and place.</summary>
    public required GridGeometry Grid { get; init; }

    /// <summary>Gets when the scene was taken; null where nothing tells it.</summary>
    public DateTimeOffset? SceneTime { get; init; }

    /// <summary>Gets the scene's rows.</summary>
    public required int Height { get; init; }

    /// <summary>Gets the scene's columns.</summary>
    public required int Width { get; init; }

    /// <summary>Gets the pixels of each class, in the package's order of classes.</summary>
    public required IReadOnlyList<ClassTally> Classes { get; init; }

    /// <summary>Gets the pixels that are NoData in the map, because a band the network reads holds none there.</summary>
    public required long NoDataPixels { get; init; }

    /// <summary>Gets the pixels with data whose class is not told, because it is not sure enough.</summary>
    public required long AbstainedPixels { get; init; }

    /// <summary>Gets the views of each tile whose logits were averaged.</summary>
    public required TestTimeAugmentation Augmentation { get; init; }

    /// <summary>Gets the pixels along the seams for which both neighbouring tiles gave an answer in this run; 0 where the
    /// tiles do not overlap.</summary>
    public required long SeamPixels { get; init; }

    /// <summary>Gets those of <see cref="SeamPixels"/> for which the two tiles named different classes.</summary>
    public required long SeamDifferences { get; init; }

    /// <summary>Gets whether tiles overlapped by half and were blended with a Hann window.</summary>
    public required bool Blends { get; init; }

    /// <summary>Gets the share of neighbouring pixels across the middle of the overlaps whose classes in the blended map
    /// differ, 0–1; 0 where tiles were cut.</summary>
    public double ChangesAcrossSeams { get; init; }

    /// <summary>Gets the share of all other neighbouring pixels whose classes in the blended map differ, 0–1.</summary>
    public double ChangesElsewhere { get; init; }

    /// <summary>Gets the seconds from the start of the work to the renamed map, opening and checking included.</summary>
    public required double Seconds { get; init; }

    /// <summary>Gets the seconds that the reader spent reading and filling tiles.</summary>
    public required double ReadSeconds { get; init; }

    /// <summary>Gets the seconds that the lanes spent in the network and the arg max, summed over lanes.</summary>
    public required double InferSeconds { get; init; }

    /// <summary>Gets the seconds that the writer spent writing.</summary>
    public required double WriteSeconds { get; init; }

    /// <summary>Gets the rows of a tile, padding included.</summary>
    public required int TileHeight { get; init; }

    /// <summary>Gets the columns of a tile, padding included.</summary>
    public required int TileWidth { get; init; }

    /// <summary>Gets the border of each tile that was computed and thrown away, in pixels.</summary>
    public required int Padding { get; init; }

    /// <summary>Gets the tiles that went through the network; tiles without any data do not.</summary>
    public required long Tiles { get; init; }

    /// <summary>Gets how many tiles went through the network at once.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Gets how many batches were computed side by side.</summary>
    public required int Lanes { get; init; }

    /// <summary>Gets the pixels computed for each pixel of the scene, 1 or more: the price of padding and edges.</summary>
    public required double OverlapTax { get; init; }

    /// <summary>Gets the bytes of the tile, logit and row buffers together; they do not grow with the scene's height.</summary>
    public required long BufferBytes { get; init; }

    /// <summary>Gets the memory that the whole process was planned to take at its largest, in bytes.</summary>
    public required long PlannedBytes { get; init; }

    /// <summary>Gets where the network ran: <c>cpu</c> or <c>cuda</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Gets the form of the network that ran.</summary>
    public required ModelVariant Variant { get; init; }

    /// <summary>Gets the part of the map that was made, to be merged with the others; null where it is the whole.</summary>
    public ShardNumber? Shard { get; init; }

    /// <summary>Gets the scene's millions of pixels classified a second, from start to renamed map.</summary>
    public double MegapixelsPerSecond => (double)Height * Width / 1e6 / Math.Max(Seconds, 1e-9);
}
