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
    public static string Write(ChipStatistics statistics, ChipDescription description) =>
        EsriJson.Text(
            new JsonObject
            {
                ["Version"] = 1,
                ["NumBands"] = statistics.BandNames.Count,
                ["TileSizeX"] = description.TileSize,
                ["TileSizeY"] = description.TileSize,
                ["NumClasses"] = statistics.Classes.Count,
                ["NumTiles"] = statistics.Images,
                ["NumTilesAsDouble"] = (double)statistics.Images,
                ["NextTileIndex"] = statistics.Images,
                ["OutputFeatures"] = false,
                ["MetaDataMode"] = ChipLayout.ClassifiedTiles,
                ["MinCellSize"] = EsriJson.CellSize(description.Grid),
                ["MaxCellSize"] = EsriJson.CellSize(description.Grid),
                ["Classes"] = EsriJson.Array(
                    statistics.Classes.Select(c => new JsonObject
                    {
                        ["ClassValue"] = c.Value,
                        ["ClassName"] = c.Name,
                        ["Color"] = EsriJson.Color(c.Color),
                    })
                ),
                ["ClassPixelStats"] = Classes(statistics),
                ["InputRastersProps"] = EsriJson.InputRaster(statistics),
                ["BandStatsState"] = EsriJson.Array(statistics.PerBand.Select(Band)),
            }
        );

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
