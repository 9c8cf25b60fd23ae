namespace Segment.Raster.Tests.Broken;

/// <summary>Broken chip folders.</summary>
internal static class BrokenChips
{
    public static IEnumerable<BrokenInput> All(Random random) =>
        [
            new("a chips folder that is not there", folder => folder["none"]),
            new("a file instead of a chips folder", folder => File(folder, "a", "x")),
            Chips("no labels folder", f => Directory.Delete(f["labels"], recursive: true)),
            Chips("no images folder", f => Directory.Delete(f["images"], recursive: true)),
            Chips("no label", f => System.IO.File.Delete(f["labels/a.tif"])),
            Chips("no image", f => System.IO.File.Delete(f["images/a.tif"])),
            Chips("an empty image", f => File(f, "images/a.tif", string.Empty)),
            Chips("an empty label", f => File(f, "labels/a.tif", string.Empty)),
            Chips("a folder as image", f => Replace(f, "images/a.tif"), mayRead: true),
            Chips("a folder as map.txt", f => Directory.CreateDirectory(f["map.txt"]), mayRead: true),
            Chips(
                "a folder as definition",
                f => Directory.CreateDirectory(f["esri_model_definition.emd"]),
                mayRead: true
            ),
            Chips("words in map.txt", f => File(f, "map.txt", "hello")),
            Chips("zeros in map.txt", f => System.IO.File.WriteAllBytes(f["map.txt"], new byte[100])),
            Chips("an empty map.txt", f => File(f, "map.txt", string.Empty)),
            Chips("a list of what is not there", f => File(f, "map.txt", "images\\x.tif  labels\\x.tif \r\n")),
            Chips("an empty definition", f => File(f, "esri_model_definition.emd", string.Empty)),
            Chips("a definition that is a list", f => File(f, "esri_model_definition.emd", "[]")),
            Chips("a definition cut short", f => File(f, "esri_model_definition.emd", "{ \"Classes\" : [ {")),
            Chips(
                "a class without a value",
                f => File(f, "esri_model_definition.emd", "{\"Classes\":[{\"Name\":\"a\"}]}")
            ),
            Chips(
                "a class twice",
                f => File(f, "esri_model_definition.emd", "{\"Classes\":[{\"Value\":1},{\"Value\":1}]}")
            ),
            Chips("a class that is a number", f => File(f, "esri_model_definition.emd", "{\"Classes\":[1]}")),
            Chips("a class below 0", f => File(f, "esri_model_definition.emd", "{\"Classes\":[{\"Value\":-1}]}")),
            Chips(
                "another class than the labels hold",
                f => File(f, "esri_model_definition.emd", "{\"Classes\":[{\"Value\":9}]}")
            ),
            Chips("a newer version", f => File(f, "esri_model_definition.emd", "{\"Segment\":{\"SchemaVersion\":99}}")),
            Chips("another format", f => File(f, "esri_accumulated_stats.json", "{\"MetaDataMode\":\"RCNN_Masks\"}")),
            Chips("a class list with a line that is none", f => File(f, "classes.csv", "value,name\nx,wood\n")),
            Chips("a class list with a class twice", f => File(f, "classes.csv", "value,name\n1,a\n1,b\n")),
            Chips("a split that names others", f => File(f, "train.csv", "image\nother.tif\n")),
            Chips("a label of another size", f => new TestRaster(1, 3, 3).Write(f["labels/a.tif"], new double[9])),
            Chips("a label of two bands", f => new TestRaster(2, 2, 3).Write(f["labels/a.tif"], new double[12])),
            Chips("an image of another size", f => new TestRaster(1, 9, 9).Write(f["images/b.tif"], new double[81])),
            Chips("an image of more bands", f => new TestRaster(2, 2, 3).Write(f["images/b.tif"], new double[12])),
            Chips("a label of fractions", f => Fractions(f)),
            .. Damaged("images/b.tif", random),
            .. Damaged("labels/b.tif", random),
        ];

    private static IEnumerable<BrokenInput> Damaged(string file, Random random)
    {
        for (var i = 0; i < 4; i++)
        {
            var (share, seed) = (random.NextDouble(), random.Next());
            yield return Chips(
                $"{file} cut short {i}",
                f =>
                {
                    using var stream = System.IO.File.OpenWrite(f[file]);
                    stream.SetLength((long)(stream.Length * share));
                },
                mayRead: true
            );
            yield return Chips(
                $"{file} with turned bytes {i}",
                f =>
                {
                    var (bytes, turn) = (System.IO.File.ReadAllBytes(f[file]), new Random(seed));
                    for (var b = 0; b < 6; b++)
                    {
                        bytes[turn.Next(bytes.Length)] = (byte)turn.Next(256);
                    }

                    System.IO.File.WriteAllBytes(f[file], bytes);
                },
                mayRead: true
            );
        }
    }

    private static BrokenInput Chips(string name, Action<TestFolder> harm, bool mayRead = false) =>
        new(
            $"chips: {name}",
            folder =>
            {
                Directory.CreateDirectory(folder["images"]);
                Directory.CreateDirectory(folder["labels"]);
                string[] chips =
                    name.StartsWith("no ", StringComparison.Ordinal)
                    || name.StartsWith("a label", StringComparison.Ordinal)
                        ? ["a"]
                        : ["a", "b"];
                foreach (var chip in chips)
                {
                    new TestRaster(1, 2, 3).Write(folder[$"images/{chip}.tif"], [1, 2, 3, 4, 5, 6]);
                    new TestRaster(1, 2, 3).Write(folder[$"labels/{chip}.tif"], [1, 2, 0, 1, 2, 0]);
                }

                harm(folder);
                return folder.Path;
            },
            mayRead
        );

    private static string File(TestFolder folder, string name, string text)
    {
        System.IO.File.WriteAllText(folder[name], text);
        return folder[name];
    }

    private static void Replace(TestFolder folder, string file)
    {
        System.IO.File.Delete(folder[file]);
        Directory.CreateDirectory(folder[file]);
    }

    private static void Fractions(TestFolder folder) =>
        new TestRaster(1, 2, 3) { Type = Interop.GdalDataType.Float32 }.Write(
            folder["labels/a.tif"],
            [1.5, 1, 1, 1, 1, 1]
        );
}
