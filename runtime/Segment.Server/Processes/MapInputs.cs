using System.Text.Json;
using System.Text.Json.Serialization;
using Segment.PackageFormat;
using Segment.Raster.Features;
using Segment.Runtime;
using Segment.Runtime.Layers;
using Segment.Server.Workers;

namespace Segment.Server.Processes;

/// <summary>How a scene shall be mapped, as a client says it: the options of <c>segment classify</c>, under their names.</summary>
internal sealed record MapInputs
{
    /// <summary>How these are written in JSON: names as on the command line, nothing unknown, nothing twice.</summary>
    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerOptions.Strict)
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };

    /// <summary>Gets the model's name.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the package's SHA-256 that must answer; null for the one of this moment.</summary>
    public string? PackageSha256 { get; init; }

    /// <summary>Gets the form of the network.</summary>
    public ModelVariant Variant { get; init; }

    /// <summary>Gets the side of a tile, in pixels; null chooses.</summary>
    public int? TileSize { get; init; }

    /// <summary>Gets the border of a tile that is thrown away, in pixels; null takes the package's.</summary>
    public int? Padding { get; init; }

    /// <summary>Gets what is done where tiles overlap.</summary>
    public TileBlending Blend { get; init; } = TileBlending.Auto;

    /// <summary>Gets the confidence below which a pixel's class is not told.</summary>
    public double? AbstainBelow { get; init; }

    /// <summary>Gets the map's value for such pixels.</summary>
    public int? AbstainValue { get; init; }

    /// <summary>Gets whether the class of value 0 can win.</summary>
    public bool PredictBackground { get; init; } = true;

    /// <summary>Gets the views of each tile that are averaged.</summary>
    public TestTimeAugmentation TestTimeAugmentation { get; init; } = TestTimeAugmentation.Off;

    /// <summary>Gets the side of the map's pixels, in map units; null keeps the scene's.</summary>
    public double? CellSize { get; init; }

    /// <summary>Gets the part to map: xmin, ymin, xmax, ymax in the scene's map units; null maps all.</summary>
    public IReadOnlyList<double>? Extent { get; init; }

    /// <summary>Gets when the scene was taken.</summary>
    public DateTimeOffset? Datetime { get; init; }

    /// <summary>Gets the smallest area that polygons show by themselves, such as <c>9px</c> or <c>0.5ha</c>.</summary>
    public string? MinimumMappingUnit { get; init; }

    /// <summary>Gets how far the polygons' edges may be straightened, in map units.</summary>
    public double SimplificationTolerance { get; init; }

    /// <summary>Finds what is wrong, by itself.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (
            Extent is { } box
            && (box.Count != 4 || box.Any(n => !double.IsFinite(n)) || box[0] >= box[2] || box[1] >= box[3])
        )
        {
            yield return "The extent must be four numbers, xmin ymin xmax ymax, with xmin < xmax and ymin < ymax.";
        }

        if (MinimumMappingUnit is { } unit && MappingUnit.Parse(unit) is null)
        {
            yield return "The minimum-mapping-unit must be pixels (9 or 9px), hectares (0.5ha) or square metres (900m2).";
        }

        if (!double.IsFinite(SimplificationTolerance) || SimplificationTolerance < 0)
        {
            yield return "The simplification-tolerance must be 0 or more map units.";
        }

        foreach (var problem in Task("model", "scene", "map", new SceneLimits(0, 0, 0)).ToOptions().Problems())
        {
            yield return problem;
        }
    }

    /// <summary>Makes the task of a worker.</summary>
    /// <param name="package">The package's file.</param>
    /// <param name="scene">The scene's file.</param>
    /// <param name="map">The map to write.</param>
    /// <param name="limits">How large the scene may be.</param>
    /// <returns>The task.</returns>
    public ClassifyTask Task(string package, string scene, string map, SceneLimits limits) =>
        new()
        {
            ModelPath = package,
            ScenePath = scene,
            MapPath = map,
            Variant = Variant,
            TileSize = TileSize,
            Padding = Padding,
            Blend = Blend,
            AbstainBelow = AbstainBelow,
            AbstainValue = AbstainValue,
            PredictBackground = PredictBackground,
            TestTimeAugmentation = TestTimeAugmentation,
            CellSize = CellSize,
            Extent = Extent,
            SceneTime = Datetime,
            MinimumMappingUnit = MinimumMappingUnit,
            SimplificationTolerance = SimplificationTolerance,
            Limits = limits,
        };
}
