using System.Text.Json.Nodes;
using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary><c>esri_model_definition.emd</c>: the template of a model definition that ArcGIS lays beside chips. What
/// only a trained model knows stays a placeholder, as there.</summary>
internal static class DefinitionTemplate
{
    /// <summary>The key of what ArcGIS has no word for.</summary>
    public const string Own = "Segment";

    /// <summary>The version of the object under <see cref="Own"/>.</summary>
    public const int SchemaVersion = 1;

    private static readonly string[] WellKnownBandNames =
    [
        "Red",
        "Green",
        "Blue",
        "Infrared",
        "CoastalBlue",
        "Yellow",
        "RedEdge",
        "ShortWaveInfrared",
        "NearInfrared",
        "NearInfrared_1",
        "NearInfrared_2",
        "MidInfrared",
        "MidInfrared_1",
        "MidInfrared_2",
        "Thermal",
        "Thermal_1",
        "Thermal_2",
        "Panchromatic",
        "PseudoRed",
        "PseudoGreen",
        "PseudoBlue",
    ];

    /// <summary>Writes the file.</summary>
    /// <param name="statistics">What was counted.</param>
    /// <param name="description">What the chips have in common.</param>
    /// <returns>The file's text.</returns>
    public static string Write(ChipStatistics statistics, ChipDescription description)
    {
        var definition = Placeholders();
        foreach (var (key, value) in Facts(statistics, description))
        {
            definition[key] = value;
        }

        return EsriJson.Text(definition);
    }

    private static JsonObject Placeholders() =>
        new()
        {
            ["Framework"] = "e.g. CNTK",
            ["ModelConfiguration"] = "some description",
            ["ModelType"] = "e.g. ObjectDetection or ImageClassification",
            ["ModelFile"] = "e.g. .\\trained.model",
            ["Description"] = "",
            ["ExtractBands"] = "e.g. [0, 1, 2]",
            ["DataRange"] = "e.g. [0.1, 1.0] (optional)",
            ["ModelPadding"] = "e.g. 64 (optional)",
            ["BatchSize"] = "e.g. 8 (optional)",
            ["PerProcessGPUMemoryFraction"] = "e.g. 0.8 (optional)",
        };

    private static IEnumerable<(string Key, JsonNode? Value)> Facts(
        ChipStatistics statistics,
        ChipDescription description
    )
    {
        var (plan, options) = (description.Plan, description.Plan.Options);
        yield return ("ImageHeight", plan.TileHeight);
        yield return ("ImageWidth", plan.TileWidth);
        yield return ("MetaDataMode", plan.Format.Name);
        yield return ("BlackenAroundFeature", options.BlackenAroundFeature);
        yield return ("IsMultidimensional", false);
        yield return ("CropTileMode", options.CropMode == CropMode.FixedSize ? "Fixed_Size" : "Variable_Size");
        yield return ("ImageSpaceUsed", description.IsInMapSpace ? "MAP_SPACE" : "PIXEL_SPACE");
        yield return ("MinCellSize", EsriJson.CellSize(description.Finest));
        yield return ("MaxCellSize", EsriJson.CellSize(description.Coarsest));
        yield return ("InputRastersProps", EsriJson.InputRaster(statistics.BandNames, description.Grids.Count));
        if (description.SecondBandNames.Count > 0)
        {
            yield return ("InputRastersProps2", EsriJson.InputRaster(description.SecondBandNames, 1));
        }

        yield return (
            "AllTilesStats",
            EsriJson.Array(statistics.BandNames.Zip(statistics.PerBand).Select(b => Band(b.First, b.Second)))
        );
        yield return ("Classes", EsriJson.Array(statistics.Classes.Select(Class)));
        yield return (
            "WellKnownBandNames (FYI, these band names can be used in ExtractBands)",
            EsriJson.Array(WellKnownBandNames.Select(n => (JsonNode?)n))
        );
        yield return (Own, OwnFacts(description));
    }

    // What the same command needs to cut the chips again, and what readers of ours want to know.
    private static JsonObject OwnFacts(ChipDescription description)
    {
        var (plan, options) = (description.Plan, description.Plan.Options);
        return new JsonObject
        {
            ["SchemaVersion"] = SchemaVersion,
            ["IgnoreValue"] = plan.IgnoreValue,
            ["BandTypes"] = EsriJson.Array(description.BandTypes.Select(t => (JsonNode?)t.Name())),
            ["StrideX"] = plan.StrideX,
            ["StrideY"] = plan.StrideY,
            ["RotationAngle"] = options.RotationAngle,
            ["Scenes"] = EsriJson.Array(options.Scenes.Select(s => (JsonNode?)s)),
            ["Labels"] = options.Labels,
            ["Layer"] = options.Layer,
            ["ClassValueField"] = options.ClassValueField,
        };
    }

    private static JsonObject Class(LandCoverClass landCover) =>
        new()
        {
            ["Value"] = landCover.Value,
            ["Name"] = landCover.Name,
            ["Color"] = EsriJson.Color(landCover.Color),
        };

    private static JsonObject Band(string name, BandStatistics band) =>
        new()
        {
            ["BandName"] = name,
            ["Min"] = band.Min,
            ["Max"] = band.Max,
            ["Mean"] = band.Mean,
            ["StdDev"] = band.StandardDeviation,
        };
}
