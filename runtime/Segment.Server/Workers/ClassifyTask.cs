using System.Globalization;
using Segment.PackageFormat;
using Segment.Raster.Maps;
using Segment.Raster.Scenes;
using Segment.Runtime;
using Segment.Runtime.Layers;

namespace Segment.Server.Workers;

/// <summary>A classification as a worker process is told to do it: <see cref="ClassifyOptions"/> in JSON, with the paths
/// already checked by the server.</summary>
internal sealed record ClassifyTask
{
    public required string ModelPath { get; init; }
    public required string ScenePath { get; init; }
    public required string MapPath { get; init; }
    public ModelVariant Variant { get; init; }
    public int? TileSize { get; init; }
    public int? Padding { get; init; }
    public TileBlending Blend { get; init; } = TileBlending.Auto;
    public ExtraLayers Layers { get; init; }
    public double? AbstainBelow { get; init; }
    public int? AbstainValue { get; init; }
    public bool PredictBackground { get; init; } = true;
    public TestTimeAugmentation TestTimeAugmentation { get; init; } = TestTimeAugmentation.Off;
    public double? CellSize { get; init; }
    public IReadOnlyList<double>? Extent { get; init; }
    public DateTimeOffset? SceneTime { get; init; }
    public string? FeaturesPath { get; init; }
    public string? MinimumMappingUnit { get; init; }
    public double SimplificationTolerance { get; init; }
    public required SceneLimits Limits { get; init; }
    public int? Lanes { get; init; }
    public long? MemoryLimit { get; init; }

    /// <summary>Gets what the library is told.</summary>
    /// <returns>The options.</returns>
    public ClassifyOptions ToOptions() =>
        new()
        {
            ModelPath = ModelPath,
            ScenePath = ScenePath,
            OutPath = MapPath,
            Variant = Variant,
            TileSize = TileSize,
            Padding = Padding,
            Blend = Blend,
            Layers = Layers,
            AbstainBelow = AbstainBelow,
            AbstainValue = AbstainValue,
            PredictBackground = PredictBackground,
            TestTimeAugmentation = TestTimeAugmentation,
            Lanes = Lanes,
            MemoryLimit = MemoryLimit,
            SceneTime = SceneTime,
            OutputGrid = new OutputGrid
            {
                CellSize = CellSize,
                Extent = Extent is { } box
                    ? string.Join(' ', box.Select(number => number.ToString("R", CultureInfo.InvariantCulture)))
                    : null,
            },
        };
}
