using System.Text.Json.Nodes;

namespace Segment.Raster.Chips;

/// <summary><c>esri_accumulated_stats.json</c>, version 1 with the keys of newer ArcGIS releases; counts are 64-bit
/// integers.
/// </summary>
internal static class AccumulatedStats
{
    /// <summary>Writes the file.</summary>
    /// <param name="statistics">What was counted.</param>
    /// <param name="description">What the chips have in common.</param>
    /// <returns>The file's text.</returns>
    public static string Write(ChipStatistics statistics, ChipDescription description)
    {
        var stats = Counts(statistics, description);
        if (statistics.CountsFeatures)
        {
            stats["FeatureStats"] = Features(statistics);
        }
        else if (statistics.Classes.Count > 0)
        {
            stats["ClassPixelStats"] = Classes(statistics);
        }

        stats["InputRastersProps"] = EsriJson.InputRaster(statistics.BandNames, description.Grids.Count);
        if (description.SecondBandNames.Count > 0)
        {
            stats["InputRastersProps2"] = EsriJson.InputRaster(description.SecondBandNames, 1);
        }

        stats["BandStatsState"] = EsriJson.Array(statistics.PerBand.Select(Band));
        return EsriJson.Text(stats);
    }

    private static JsonObject Counts(ChipStatistics statistics, ChipDescription description) =>
        new()
        {
            ["Version"] = 1,
            ["NumBands"] = statistics.BandNames.Count,
            ["TileSizeX"] = description.Plan.TileWidth,
            ["TileSizeY"] = description.Plan.TileHeight,
            ["NumClasses"] = statistics.Classes.Count,
            ["NumTiles"] = statistics.Images,
            ["NumTilesAsDouble"] = (double)statistics.Images,
            ["NextTileIndex"] = description.NextIndex,
            ["OutputFeatures"] = statistics.CountsFeatures,
            ["MetaDataMode"] = description.Plan.Format.Name,
            ["MinCellSize"] = EsriJson.CellSize(description.Finest),
            ["MaxCellSize"] = EsriJson.CellSize(description.Coarsest),
            ["Classes"] = EsriJson.Array(
                statistics.Classes.Select(c => new JsonObject
                {
                    ["ClassValue"] = c.Value,
                    ["ClassName"] = c.Name,
                    ["Color"] = EsriJson.Color(c.Color),
                })
            ),
        };

    private static JsonObject Features(ChipStatistics statistics) =>
        new()
        {
            ["NumClasses"] = statistics.Classes.Count,
            ["NumImagesTotal"] = statistics.Images,
            ["NumFeaturesTotal"] = statistics.FeaturesPerImage.Pixels,
            ["NumImagesPerClass"] = EsriJson.Array(statistics.Features.Select(f => (JsonNode?)f.Images)),
            ["NumFeaturesPerClass"] = EsriJson.Array(statistics.Features.Select(f => (JsonNode?)f.Count)),
            ["NumFeaturesPerImage"] = Summary(statistics.FeaturesPerImage, statistics.Images),
            ["FeatureAreaPerClass"] = EsriJson.Array(
                statistics.Features.Select(f => new JsonObject
                {
                    ["Min"] = f.Min,
                    ["Max"] = f.Max,
                    ["Mean"] = f.Mean,
                    ["Sum"] = f.Sum,
                    ["Count"] = f.Count,
                })
            ),
        };

    private static JsonObject Classes(ChipStatistics statistics) =>
        new()
        {
            ["NumClasses"] = statistics.Classes.Count,
            ["NumImagesTotal"] = statistics.Images,
            ["NumImagesPerClass"] = EsriJson.Array(statistics.PerClass.Select(c => (JsonNode?)c.Images)),
            ["NumPixelsPerClass"] = EsriJson.Array(statistics.PerClass.Select(c => (JsonNode?)c.Pixels)),
            ["NumClassesPerImage"] = Summary(statistics.ClassesPerImage, statistics.Images),
            ["PixelsPerClass"] = EsriJson.Array(statistics.PerClass.Select(c => Summary(c, statistics.Images))),
        };

    private static JsonObject Summary(ClassStatistics counts, int images) =>
        new()
        {
            ["Min"] = counts.Min,
            ["Max"] = counts.Max,
            ["Mean"] = (double)counts.Pixels / images,
            ["Sum"] = counts.Pixels,
            ["Count"] = images,
        };

    // M1 and M2 are the mean and the sum of squared distances from it (Welford 1962).
    private static JsonObject Band(BandStatistics band) =>
        new()
        {
            ["Min"] = band.Min,
            ["Max"] = band.Max,
            ["Mean"] = band.Mean,
            ["StdDev"] = band.StandardDeviation,
            ["M1"] = band.Mean,
            ["M2"] = band.SquaredDistances,
            ["Num"] = band.Count,
        };
}
