using Segment.Raster.Interop;
using Segment.Raster.Tests.Broken;

namespace Segment.Raster.Tests.Hostile;

/// <summary>Rasters made to read what is not theirs, or to take time and memory without end.</summary>
internal static class HostileRasters
{
    /// <summary>The file outside the raster's folder that none may show.</summary>
    public const string Secret = "secret.bin";

    public static IEnumerable<BrokenInput> All() =>
        [
            .. new[]
            {
                "scene.tif",
                "scene.TIFF",
                "scene.png",
                "scene.img",
                "scene.jp2",
                "scene",
                "scene.vrt.tif",
            }.Select(file => Lying(file, Mosaic("own.tif"))),
            .. Sources().Select(source => new BrokenInput($"a source {source}", folder => Vrt(folder, Mosaic(source)))),
            .. Elements()
                .Select(
                    (xml, i) =>
                        new BrokenInput($"a virtual raster with more than sources {i}", folder => Vrt(folder, xml))
                ),
            .. Services()
                .Select(
                    (xml, i) => new BrokenInput($"a service as a file {i}", folder => Write(folder, "scene.xml", xml))
                ),
            .. Services().Select((xml, i) => Lying("scene.tif", xml, $"a service {i}")),
            new("an overview that is a virtual raster", folder => Companion(folder, ".ovr")),
            new("a mask that is a virtual raster", folder => Companion(folder, ".msk")),
            new("samples named in a header elsewhere", folder => Write(folder, "scene.lbl", Pds(folder))),
            new("samples cached elsewhere", folder => Write(folder, "scene.mrf", Mrf(folder))),
            new("a link to a device", folder => Link(folder, "/dev/zero")),
            new("a link to a text outside", folder => Link(folder, "/etc/passwd")),
            new("a pipe", Pipe),
            new("a TIFF of blocks of two gigabytes", folder => Blocks(folder)),
            new("a virtual raster in 20 others", Nested),
            new("a virtual raster of itself", folder => Vrt(folder, Mosaic("scene.vrt"))),
        ];

    private static IEnumerable<string> Sources() =>
        [
            "/vsicurl/http://127.0.0.1:9/a.tif",
            "/vsicurl_streaming/http://127.0.0.1:9/a.tif",
            "/vsis3/bucket/a.tif",
            "/vsizip/../../secret.zip/a.tif",
            "/vsistdin/",
            "/vsisubfile/0_100,/etc/passwd",
            "/vsimem/a.tif",
            "MEM:::DATAPOINTER=1234567,PIXELS=4,LINES=4",
            "PG:dbname=x table=y",
            "http://127.0.0.1:9/a.tif",
            "HDF5:\"../secret.bin\"://a",
            "GTIFF_DIR:1:../secret.bin",
            "&lt;GDAL_WMS&gt;&lt;/GDAL_WMS&gt;",
            "&lt;VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"/&gt;",
        ];

    private static IEnumerable<string> Elements() =>
        [
            Dataset(
                $"<VRTRasterBand dataType=\"Byte\" band=\"1\" subClass=\"VRTRawRasterBand\"><SourceFilename relativeToVRT=\"1\">../{Secret}</SourceFilename></VRTRasterBand>"
            ),
            Dataset(
                "<VRTRasterBand dataType=\"Byte\" band=\"1\" subClass=\"VRTRawRasterBand\"><SourceFilename>/etc/passwd</SourceFilename></VRTRasterBand>"
            ),
            Dataset(
                "<VRTRasterBand dataType=\"Byte\" band=\"1\" subClass=\"VRTDerivedRasterBand\"><PixelFunctionType>sum</PixelFunctionType></VRTRasterBand>"
            ),
            Dataset(
                "<VRTRasterBand dataType=\"Byte\" band=\"1\"><PixelFunctionCode>import os</PixelFunctionCode></VRTRasterBand>"
            ),
            $"<!DOCTYPE a [<!ENTITY x SYSTEM \"../{Secret}\">]>" + Mosaic("&x;"),
            "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>"
                + Mosaic("&c;"),
            "<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\" subClass=\"VRTMultiBand\"></VRTDataset>",
            $"<VRTDataset rasterXSize=\"2147483647\" rasterYSize=\"2147483647\">{Band("own.tif")}</VRTDataset>".Replace(
                "own.tif",
                "gone.tif",
                StringComparison.Ordinal
            ),
            Mosaic(new string('a', 100_000)),
            Mosaic("own.tif") + "<",
        ];

    private static IEnumerable<string> Services() =>
        [
            "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>http://127.0.0.1:9/${z}/${x}/${y}.png</ServerUrl></Service><DataWindow><UpperLeftX>-1</UpperLeftX><UpperLeftY>1</UpperLeftY><LowerRightX>1</LowerRightX><LowerRightY>-1</LowerRightY><TileLevel>3</TileLevel></DataWindow><BandsCount>3</BandsCount></GDAL_WMS>",
            "<GDAL_WMTS><GetCapabilitiesUrl>http://127.0.0.1:9/</GetCapabilitiesUrl></GDAL_WMTS>",
            "<WCS_GDAL><ServiceURL>http://127.0.0.1:9/?</ServiceURL><CoverageName>a</CoverageName></WCS_GDAL>",
            "{\"stac_extensions\":[\"tiled-assets\"],\"asset_templates\":{\"a\":{\"href\":\"http://127.0.0.1:9/a\"}},\"tiled_assets\":1,\"tile_matrix_set\":1}",
        ];

    private static string Band(string source) =>
        $"<VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource><SourceFilename relativeToVRT=\"1\">{source}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>";

    private static string Dataset(string content) =>
        $"<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\">{content}</VRTDataset>";

    private static string Mosaic(string source) => Dataset(Band(source));

    private static BrokenInput Lying(string file, string xml, string what = "a virtual raster") =>
        new($"{what} called {file}", folder => Write(folder, file, xml));

    private static string Vrt(TestFolder folder, string xml) => Write(folder, "scene.vrt", xml);

    /// <summary>Writes into a folder of its own, beside the secret; a sound raster lies there too.</summary>
    private static string Write(TestFolder folder, string file, string text)
    {
        var own = Directory.CreateDirectory(folder["scene"]).FullName;
        File.WriteAllBytes(folder[Secret], [.. Enumerable.Range(0, 4096).Select(i => (byte)i)]);
        File.WriteAllBytes(Path.Combine(own, "own.tif"), BrokenScenes.Tiff([]));
        var path = Path.Combine(own, file);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Companion(TestFolder folder, string ending)
    {
        Write(folder, $"own.tif{ending}", Mosaic($"../{Secret}"));
        return Path.Combine(folder["scene"], "own.tif");
    }

    private static string Pds(TestFolder folder) =>
        $"PDS_VERSION_ID = PDS3\nRECORD_TYPE = FIXED_LENGTH\nRECORD_BYTES = 4\n^IMAGE = \"{folder[Secret]}\"\nOBJECT = IMAGE\nLINES = 4\n"
        + "LINE_SAMPLES = 4\nSAMPLE_TYPE = UNSIGNED_INTEGER\nSAMPLE_BITS = 8\nEND_OBJECT = IMAGE\nEND\n";

    private static string Mrf(TestFolder folder) =>
        "<MRF_META><Raster><Size x=\"4\" y=\"4\" c=\"1\"/><PageSize x=\"4\" y=\"4\" c=\"1\"/><Compression>NONE</Compression><DataType>Byte</DataType>"
        + $"<DataFile>{folder[Secret]}</DataFile><IndexFile>{folder[Secret]}</IndexFile></Raster></MRF_META>";

    private static string Link(TestFolder folder, string target)
    {
        File.CreateSymbolicLink(folder["scene.tif"], target);
        return folder["scene.tif"];
    }

    private static string Pipe(TestFolder folder)
    {
        using var make = System.Diagnostics.Process.Start("mkfifo", [folder["scene.tif"]]);
        make.WaitForExit();
        return folder["scene.tif"];
    }

    private static string Blocks(TestFolder folder) =>
        new TestRaster(1, 32768, 32768)
        {
            Type = GdalDataType.Float64,
            Options = ["TILED=YES", "BLOCKXSIZE=16384", "BLOCKYSIZE=16384", "SPARSE_OK=TRUE", "COMPRESS=DEFLATE"],
        }.WriteSparse(folder["scene.tif"]);

    private static string Nested(TestFolder folder)
    {
        for (var i = 1; i < 20; i++)
        {
            Write(folder, $"{i}.vrt", Mosaic(i == 19 ? "own.tif" : $"{i + 1}.vrt"));
        }

        return Vrt(folder, Mosaic("1.vrt"));
    }
}
