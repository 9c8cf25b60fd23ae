namespace Segment.Raster.Tests.Broken;

/// <summary>Broken labels.</summary>
internal static class BrokenLabels
{
    private const string Square =
        "[[[500030,4399900],[500120,4399900],[500120,4399800],[500030,4399800],[500030,4399900]]]";

    public static IEnumerable<BrokenInput> All(Random random) =>
        [
            new("labels that are not there", folder => folder["none.gpkg"]),
            new("an empty folder", folder => folder.Path),
            BrokenInput.Text("empty.gpkg", string.Empty),
            BrokenInput.Text("empty.geojson", string.Empty),
            BrokenInput.Text("words.shp", "not a shapefile"),
            BrokenInput.Text("words.gpkg", "not a database"),
            BrokenInput.Text("image.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"),
            BrokenInput.Text("table.csv", "c,name\n1,wood\n"),
            BrokenInput.Text("list.txt", "1\n2\n"),
            BrokenInput.Text("object.geojson", "{}"),
            BrokenInput.Text("array.geojson", "[]"),
            Json("no features", string.Empty),
            Json("a feature without a geometry", Feature("1", "null")),
            Json("a feature without a class", Feature("null", Polygon(Square))),
            Json("an empty polygon", Feature("1", Polygon("[]"))),
            Json("an empty ring", Feature("1", Polygon("[[]]"))),
            Json("a ring of one point", Feature("1", Polygon("[[[500030,4399900]]]"))),
            Json("a ring of two points", Feature("1", Polygon("[[[500030,4399900],[500120,4399900]]]"))),
            Json(
                "a ring without area",
                Feature("1", Polygon("[[[500030,4399900],[500120,4399900],[500030,4399900]]]"))
            ),
            Json(
                "a coordinate that is no number",
                Feature("1", Polygon("[[[NaN,4399900],[500120,NaN],[500120,4399800],[NaN,4399900]]]"))
            ),
            Json(
                "a coordinate that is infinite",
                Feature("1", Polygon("[[[1e999,4399900],[500120,-1e999],[500120,4399800],[1e999,4399900]]]"))
            ),
            Json(
                "a coordinate that is text",
                Feature("1", Polygon("[[[\"a\",4399900],[500120,4399900],[500120,4399800],[\"a\",4399900]]]"))
            ),
            Json(
                "coordinates far outside",
                Feature("1", Polygon("[[[1e300,1e300],[2e300,1e300],[2e300,2e300],[1e300,1e300]]]"))
            ),
            Json(
                "only lines",
                Feature("1", "{\"type\":\"LineString\",\"coordinates\":[[500030,4399900],[500120,4399900]]}")
            ),
            Json("an unknown geometry", Feature("1", "{\"type\":\"Blob\",\"coordinates\":[]}")),
            Json("a class that is a list", Feature("[1,2]", Polygon(Square))),
            Json("a class that is an object", Feature("{\"a\":1}", Polygon(Square)), mayRead: true),
            Json("a class with a fraction", Feature("1.5", Polygon(Square))),
            Json("a class below 0", Feature("-3", Polygon(Square))),
            Json("a class beyond 65534", Feature("9999999999", Polygon(Square))),
            Json("a class beyond all numbers", Feature("1e400", Polygon(Square)), mayRead: true),
            Json(
                "300 classes",
                string.Join(',', Enumerable.Range(1, 300).Select(i => Feature($"{i}", Polygon(Square))))
            ),
            Json("labels of another place", Feature("1", Polygon("[[[10,10],[20,10],[20,20],[10,10]]]"))),
            Json("an unknown reference system", Feature("1", Polygon(Square)), crs: 999999),
            Json("a reference system of the Moon", Feature("1", Polygon(Square)), crs: 104903),
            new("deep GeoJSON", folder => Write(folder, "deep.geojson", new string('[', 20000)), MayRead: false),
            BrokenInput.Text("wrong field.csv", "klass,WKT\n1,\"POLYGON((0 0,1 0,1 1,0 0))\"\n"),
            BrokenInput.Text("bad.kml", "<kml><Document>"),
            BrokenInput.Text("bad.gml", "<gml:FeatureCollection>"),
            Shape("a shapefile without .dbf", f => File.Delete(f["l.dbf"])),
            Shape("a shapefile without .shx", f => File.Delete(f["l.shx"])),
            Shape("a shapefile without .prj", f => File.Delete(f["l.prj"])),
            Shape("a shapefile whose .prj is nonsense", f => File.WriteAllText(f["l.prj"], "nonsense")),
            Shape("a shapefile with nothing in .shp", f => File.WriteAllBytes(f["l.shp"], [])),
            Shape("a shapefile with nothing in .shx", f => File.WriteAllBytes(f["l.shx"], []), mayRead: true),
            Shape("a shapefile with nothing in .dbf", f => File.WriteAllBytes(f["l.dbf"], [])),
            Shape("a shapefile with letters for classes", f => Letters(f["l.dbf"]), mayRead: true),
            Shape("a shapefile of no records", f => TestShapefile.Write(f, squares: 0, TestRaster.Epsg(32615))),
            new("a lone .dbf", folder => Alone(folder, "l.dbf")),
            new("a lone .shx", folder => Alone(folder, "l.shx")),
            new("a lone .prj", folder => Alone(folder, "l.prj")),
            .. Parts(".shp", random),
            .. Parts(".shx", random),
            .. Parts(".dbf", random),
            .. BrokenInput.Damaged("GeoJSON", "l.geojson", Sound, 4, 6, random),
            .. BrokenInput.Damaged("a label raster", "l.tif", () => BrokenScenes.Tiff([]), 2, 2, random),
        ];

    private static string Write(TestFolder folder, string file, string text)
    {
        File.WriteAllText(folder[file], text);
        return folder[file];
    }

    private static string Feature(string value, string geometry) => TestVector(value, geometry);

    private static string TestVector(string value, string geometry) =>
        Labels.TestVector.Feature($"\"c\":{value}", geometry);

    private static string Polygon(string rings) => $"{{\"type\":\"Polygon\",\"coordinates\":{rings}}}";

    private static BrokenInput Json(string name, string features, int crs = 32615, bool mayRead = false) =>
        new($"GeoJSON: {name}", folder => Labels.TestVector.GeoJson(folder["l.geojson"], [features], crs), mayRead);

    private static byte[] Sound()
    {
        using var folder = new TestFolder();
        return File.ReadAllBytes(Labels.TestVector.GeoJson(folder["a"], [Feature("1", Polygon(Square))]));
    }

    private static BrokenInput Shape(string name, Action<TestFolder> harm, bool mayRead = false) =>
        new(
            name,
            folder =>
            {
                var path = TestShapefile.Write(folder, crs: TestRaster.Epsg(32615));
                harm(folder);
                return path;
            },
            mayRead
        );

    private static IEnumerable<BrokenInput> Parts(string extension, Random random)
    {
        for (var i = 0; i < 4; i++)
        {
            var (share, seed) = (random.NextDouble(), random.Next());
            yield return Shape(
                $"a shapefile whose {extension} is cut short {i}",
                f => Cut(f[$"l{extension}"], share),
                true
            );
            yield return Shape(
                $"a shapefile with turned bytes in {extension} {i}",
                f => Turn(f[$"l{extension}"], seed),
                true
            );
        }
    }

    private static void Cut(string path, double share)
    {
        using var file = File.OpenWrite(path);
        file.SetLength((long)(file.Length * share));
    }

    private static void Turn(string path, int seed)
    {
        var (bytes, random) = (File.ReadAllBytes(path), new Random(seed));
        for (var i = 0; i < 6; i++)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        File.WriteAllBytes(path, bytes);
    }

    private static void Letters(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(66, 4).Fill((byte)'x');
        File.WriteAllBytes(path, bytes);
    }

    private static string Alone(TestFolder folder, string keep)
    {
        TestShapefile.Write(folder, crs: TestRaster.Epsg(32615));
        foreach (var file in Directory.GetFiles(folder.Path).Where(f => Path.GetFileName(f) != keep))
        {
            File.Delete(file);
        }

        return folder[keep];
    }
}
