using Segment.PackageFormat;
using Segment.Raster.Maps;
using Segment.Raster.Scenes;
using Segment.Runtime.Layers;

namespace Segment.Runtime;

/// <summary>What to classify, and how. Values left null are chosen for the scene, the network and the machine.</summary>
public sealed record ClassifyOptions
{
    /// <summary>Gets the path of the package (<see cref="Models.ModelsFolder.Resolve"/> turns a name into one).</summary>
    public required string ModelPath { get; init; }

    /// <summary>Gets the path of the scene: any raster that GDAL reads, with the bands the package was trained on.</summary>
    public required string ScenePath { get; init; }

    /// <summary>Gets the path of the map to write, a GeoTIFF; an earlier file there is replaced when the map is whole.</summary>
    public required string OutPath { get; init; }

    /// <summary>
    /// Gets the side of a tile with its padding, in pixels: a multiple of the network's stride, larger than twice the
    /// padding. Null chooses the shape with the least work a lane.
    /// </summary>
    public int? TileSize { get; init; }

    /// <summary>
    /// Gets the border of a tile that is computed and thrown away, in pixels: a multiple of the network's stride, 0 or
    /// more. Null takes the package's own padding.
    /// </summary>
    public int? Padding { get; init; }

    /// <summary>Gets what is done where tiles overlap.</summary>
    public TileBlending Blend { get; init; } = TileBlending.Auto;

    /// <summary>Gets how many tiles go through the network at once, 1–256. Null: 1 on a CPU; on CUDA 4, more of small tiles.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Gets where the network runs.</summary>
    public InferenceDevice Device { get; init; } = InferenceDevice.Auto;

    /// <summary>Gets the form of the network; 8-bit integers run on the CPU alone.</summary>
    public ModelVariant Variant { get; init; }

    /// <summary>Gets how many batches are computed side by side, 1–256. Null: one a core on a CPU, 2 on CUDA.</summary>
    public int? Lanes { get; init; }

    /// <summary>Gets whether unfinished work on this map is thrown away; otherwise it is gone on with.</summary>
    public bool Restart { get; init; }

    /// <summary>Gets what is said about an ONNX model of others; nothing for a package.</summary>
    public ForeignModelOptions Foreign { get; init; } = new();

    /// <summary>Gets the layers that are made beside the classes.</summary>
    public ExtraLayers Layers { get; init; }

    /// <summary>
    /// Gets the confidence, above 0 and up to 1, below which a pixel's class is not told: such pixels get
    /// <see cref="AbstainValue"/>. Null tells every pixel's class. Rounded to steps of 0.004, as confidences are.
    /// </summary>
    public double? AbstainBelow { get; init; }

    /// <summary>Gets the map's value for pixels that are not sure enough, 0–65534 and no class value. Null: NoData.</summary>
    public int? AbstainValue { get; init; }

    /// <summary>Gets whether the class of value 0 can win. ArcGIS's <c>predict_background</c>.</summary>
    public bool PredictBackground { get; init; } = true;

    /// <summary>Gets the views of each tile whose logits are averaged.</summary>
    public TestTimeAugmentation TestTimeAugmentation { get; init; } = TestTimeAugmentation.Off;

    /// <summary>
    /// Gets the memory that the whole process may take, in bytes, <see cref="LeastMemory"/> or more; the tiles are chosen
    /// to fit. Null: a quarter of what the machine or its container allows.
    /// </summary>
    public long? MemoryLimit { get; init; }

    /// <summary>The smallest limit that leaves room for any work at all: 128 MB.</summary>
    public const long LeastMemory = 128L << 20;

    /// <summary>Gets the part of the map to make, to be merged with the others later; null makes the map.</summary>
    public ShardNumber? Shard { get; init; }

    /// <summary>Gets the grid of the map, where it is not the scene's own.</summary>
    public OutputGrid OutputGrid { get; init; } = new();

    /// <summary>Gets when the scene was taken, for the STAC item; null takes what the scene tells.</summary>
    public DateTimeOffset? SceneTime { get; init; }

    /// <summary>Gets the part of <see cref="ScenePath"/> that is mapped, once the output grid is worked out.</summary>
    internal SceneFrame Frame { get; init; }

    /// <summary>Gets whether the graph itself makes class indices and confidences of its logits; null: on CUDA alone.</summary>
    internal bool? ShortAnswers { get; init; }

    /// <summary>Finds what is wrong with the options by themselves, whatever the package and the scene.</summary>
    /// <returns>One sentence for each problem; empty where there is none.</returns>
    public IEnumerable<string> Problems()
    {
        if (TileSize is < 1)
        {
            yield return $"The tile size is {TileSize}; it must be 1 or more pixels.";
        }

        if (Padding is < 0)
        {
            yield return $"The padding is {Padding}; it must be 0 or more pixels.";
        }

        if (Padding is not null && Blend == TileBlending.Hann)
        {
            yield return "Tiles that blend overlap by half and have no padding. Leave out --padding, or --blend hann.";
        }

        if (BatchSize is < 1 or > 256)
        {
            yield return $"The batch size is {BatchSize}; it must be 1–256.";
        }

        if (Lanes is < 1 or > 256)
        {
            yield return $"The number of lanes is {Lanes}; it must be 1–256.";
        }

        if (Variant == ModelVariant.Int8 && Device == InferenceDevice.Cuda)
        {
            yield return "The variant int8 runs on the CPU alone, and --device is cuda. Give --device cpu, or leave --variant out.";
        }

        if (AbstainBelow is <= 0 or > 1 or double.NaN)
        {
            yield return $"The confidence to abstain below is {AbstainBelow}; it must be above 0 and at most 1.";
        }

        if (AbstainValue is < 0 or > 65534)
        {
            yield return $"The value of pixels that are not sure is {AbstainValue}; it must be 0–65534.";
        }

        if (AbstainValue is not null && AbstainBelow is null)
        {
            yield return "A value for pixels that are not sure needs the confidence to abstain below.";
        }

        if (MemoryLimit is < LeastMemory)
        {
            yield return $"The memory limit is {MemoryLimit >> 20} MB; it must be {LeastMemory >> 20} MB or more.";
        }

        if (Restart && Shard is not null)
        {
            yield return "--restart with --shard would throw the other shards' work away. Remove the folder "
                + $"{Store.WorkFolder.PathOf(OutPath)} to begin all of them anew.";
        }

        foreach (var problem in OutputGrid.Problems())
        {
            yield return problem;
        }

        foreach (var (what, path) in new[] { ("scene", ScenePath), ("package", ModelPath) })
        {
            if (IsSameFile(path, OutPath))
            {
                yield return $"The map would overwrite the {what} {path}. Give the map another path.";
            }
        }
    }

    private static bool IsSameFile(string left, string right) =>
        left.Length > 0 && right.Length > 0 && Path.GetFullPath(left) == Path.GetFullPath(right);
}
