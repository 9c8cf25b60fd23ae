using System.Globalization;
using System.Text.Json;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Raster.Samples;

namespace Segment.Runtime.Tests.Assessment;

/// <summary>Small maps, and points that somebody interpreted.</summary>
internal static class ToyMap
{
    public static readonly IReadOnlyList<LandCoverClass> Classes =
    [
        new(1, "Water", new ClassColor(0, 0, 255)),
        new(5, "Forest", new ClassColor(0, 128, 0)),
        new(7, "Town", new ClassColor(255, 0, 0)),
    ];

    public static GridGeometry Grid(int height, int width) =>
        new(height, width, new GeoTransform(300000, 30, 0, 9100000, 0, -30), TestScene.Utm);

    public static string Write(
        string path,
        int height,
        int width,
        Func<int, int, byte> classIndex,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        using var writer = MapWriter.Create(
            path,
            Grid(height, width),
            Classes,
            metadata ?? new Dictionary<string, string>()
        );
        for (var row = 0; row < height; row++)
        {
            writer.Write(row, [.. Enumerable.Range(0, width).Select(column => classIndex(row, column))]);
        }

        writer.Complete();
        return path;
    }

    /// <summary>Writes the points of a sample as GeoJSON, as a program would that knows nothing of strata tables.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sample">The points.</param>
    /// <param name="answer">What the interpreter says at row and column of the map; null leaves the field empty.</param>
    /// <param name="withStrata">Whether points keep their strata.</param>
    public static string Interpret(
        string path,
        PointSample sample,
        Func<int, int, object?> answer,
        bool withStrata = true
    )
    {
        var transform = sample.Grid.Transform!.Value;
        var features = sample.Points.Select(point =>
        {
            var (x, y) = transform.ToMap(point.Column + 0.5, point.Row + 0.5);
            var fields = new Dictionary<string, object?>
            {
                ["point_id"] = point.Id,
                ["GrndTruth"] = answer(point.Row, point.Column),
            };
            if (withStrata)
            {
                fields["stratum"] = sample.Strata[point.Stratum].Name;
                fields["stratum_px"] = sample.Strata[point.Stratum].Pixels;
            }

            return $$"""{"type":"Feature","geometry":{"type":"Point","coordinates":[{{Text(x)}},{{Text(y)}}]},"properties":{{JsonSerializer.Serialize(fields)}}}""";
        });
        const string Crs = """{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32725"}}""";
        File.WriteAllText(
            path,
            $$"""{"type":"FeatureCollection","name":"points","crs":{{Crs}},"features":[{{string.Join(",", features)}}]}"""
        );
        return path;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
