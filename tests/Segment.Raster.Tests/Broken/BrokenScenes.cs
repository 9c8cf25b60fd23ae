using System.Buffers.Binary;

namespace Segment.Raster.Tests.Broken;

/// <summary>Broken rasters.</summary>
internal static class BrokenScenes
{
    public static IEnumerable<BrokenInput> All(Random random) =>
        [
            new("a path that is not there", folder => folder["none.tif"]),
            new("a folder", folder => folder.Path),
            BrokenInput.Text("empty.tif", string.Empty),
            BrokenInput.Text("empty.vrt", string.Empty),
            BrokenInput.Text("words.tif", "not a raster"),
            BrokenInput.Text("words.png", "not a picture"),
            BrokenInput.Text("table.csv", "a,b\n1,2\n"),
            BrokenInput.Text("json.tif", "{}"),
            BrokenInput.Bytes("zeros.tif", "zeros.tif", () => new byte[4096]),
            BrokenInput.Bytes("a TIFF header and nothing else", "a.tif", () => [.. "II*\0"u8, 8, 0, 0, 0]),
            BrokenInput.Bytes(
                "a TIFF whose directory lies beyond its end",
                "a.tif",
                () => [.. "II*\0"u8, 0, 0, 0, 127, 0, 0]
            ),
            BrokenInput.Bytes("a TIFF whose directory is itself", "a.tif", Circle),
            BrokenInput.Bytes("a TIFF of 0 columns", "a.tif", () => Patched(256, 0)),
            BrokenInput.Bytes("a TIFF of 0 rows", "a.tif", () => Patched(257, 0)),
            BrokenInput.Bytes("a TIFF of 2 147 483 647 columns", "a.tif", () => Patched(256, int.MaxValue)),
            BrokenInput.Bytes("a TIFF of 2 147 483 647 rows", "a.tif", () => Patched(257, int.MaxValue)),
            BrokenInput.Bytes("a TIFF of 65535 bands", "a.tif", () => Patched(277, 65535)),
            BrokenInput.Bytes("a TIFF of 0 bands", "a.tif", () => Patched(277, 0), mayRead: true),
            BrokenInput.Bytes("a TIFF of 7 bits", "a.tif", () => Patched(258, 7), mayRead: true),
            BrokenInput.Bytes("a TIFF of an unknown compression", "a.tif", () => Patched(259, 4242)),
            BrokenInput.Bytes("a TIFF of an unknown sample format", "a.tif", () => Patched(339, 99), mayRead: true),
            BrokenInput.Bytes("a TIFF whose samples lie beyond its end", "a.tif", () => Patched(273, 1 << 30)),
            BrokenInput.Text("nothing.vrt", Vrt("gone.tif")),
            BrokenInput.Text("itself.vrt", Vrt("itself.vrt")),
            BrokenInput.Text("no bands.vrt", "<VRTDataset rasterXSize=\"4\" rasterYSize=\"4\"></VRTDataset>"),
            BrokenInput.Text("no size.vrt", "<VRTDataset rasterXSize=\"0\" rasterYSize=\"0\"></VRTDataset>"),
            BrokenInput.Text("negative.vrt", "<VRTDataset rasterXSize=\"-4\" rasterYSize=\"4\"></VRTDataset>"),
            BrokenInput.Text("open.vrt", "<VRTDataset rasterXSize=\"4\""),
            BrokenInput.Text("complex.vrt", Vrt("gone.tif").Replace("Byte", "CFloat64", StringComparison.Ordinal)),
            BrokenInput.Text("type.vrt", Vrt("gone.tif").Replace("Byte", "Foo", StringComparison.Ordinal)),
            BrokenInput.Text("python.vrt", PythonVrt),
            new("two virtual rasters of each other", Pair),
            new("a hundred nested virtual rasters", Nested),
            new("an ENVI header without samples", EnviHeader),
            new("ENVI samples of nothing", folder => Envi(folder, bytes: 0)),
            new("ENVI samples that were cut short", folder => Envi(folder, bytes: 100)),
            BrokenInput.Text("grid.asc", "ncols 4\nnrows 4\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2 3\n"),
            BrokenInput.Text(
                "wide.asc",
                "ncols 2000000000\nnrows 2000000000\nxllcorner 0\nyllcorner 0\ncellsize 1\n1\n"
            ),
            BrokenInput.Text("letters.asc", "ncols x\nnrows y\nxllcorner 0\nyllcorner 0\ncellsize 1\n1\n"),
            .. BrokenInput.Damaged("a plain TIFF", "a.tif", () => Tiff([]), 5, 8, random),
            .. BrokenInput.Damaged(
                "a deflated TIFF",
                "a.tif",
                () => Tiff(["COMPRESS=DEFLATE", "PREDICTOR=2"]),
                5,
                8,
                random
            ),
            .. BrokenInput.Damaged(
                "a tiled TIFF",
                "a.tif",
                () => Tiff(["TILED=YES", "COMPRESS=LZW", "BLOCKXSIZE=16", "BLOCKYSIZE=16"]),
                5,
                8,
                random
            ),
        ];

    /// <summary>A small TIFF with three bands.</summary>
    public static byte[] Tiff(string[] options)
    {
        using var folder = new TestFolder();
        var random = new Random(1);
        double[] samples = [.. Enumerable.Range(0, 3 * 40 * 40).Select(_ => (double)random.Next(256))];
        var raster = new TestRaster(3, 40, 40) { Options = options, CrsWkt = TestRaster.Epsg(32615) };
        return File.ReadAllBytes(raster.Write(folder["a.tif"], samples));
    }

    private static byte[] Patched(int tag, int value)
    {
        var bytes = Tiff([]);
        var directory = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        var entries = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(directory));
        for (var entry = directory + 2; entry < directory + 2 + (entries * 12); entry += 12)
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(entry)) == tag)
            {
                // One LONG in the entry itself.
                BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(entry + 2), 4);
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(entry + 4), 1);
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(entry + 8), value);
                return bytes;
            }
        }

        throw new InvalidOperationException($"The test's TIFF has no tag {tag}.");
    }

    private static byte[] Circle()
    {
        var bytes = Tiff([]);
        var directory = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4));
        bytes.AsSpan(directory + 2, 12).Clear();
        bytes
            .AsSpan(4, 4)
            .CopyTo(
                bytes.AsSpan(directory + 2 + (BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(directory)) * 12))
            );
        return bytes;
    }

    private static string Vrt(string source) =>
        $"""
            <VRTDataset rasterXSize="40" rasterYSize="40"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>
            <SourceFilename relativeToVRT="1">{source}</SourceFilename><SourceBand>1</SourceBand>
            </SimpleSource></VRTRasterBand></VRTDataset>
            """;

    private const string PythonVrt = """
        <VRTDataset rasterXSize="4" rasterYSize="4"><VRTRasterBand dataType="Byte" band="1" subClass="VRTDerivedRasterBand">
        <PixelFunctionLanguage>Python</PixelFunctionLanguage><PixelFunctionType>f</PixelFunctionType>
        <PixelFunctionCode><![CDATA[
        def f(in_ar, out_ar, *args):
            out_ar[:] = 1
        ]]></PixelFunctionCode></VRTRasterBand></VRTDataset>
        """;

    private static string Pair(TestFolder folder)
    {
        File.WriteAllText(folder["a.vrt"], Vrt("b.vrt"));
        File.WriteAllText(folder["b.vrt"], Vrt("a.vrt"));
        return folder["a.vrt"];
    }

    private static string Nested(TestFolder folder)
    {
        for (var i = 0; i < 100; i++)
        {
            File.WriteAllText(folder[$"{i}.vrt"], Vrt(i == 99 ? "gone.tif" : $"{i + 1}.vrt"));
        }

        return folder["0.vrt"];
    }

    private static string EnviHeader(TestFolder folder)
    {
        Envi(folder, bytes: 0);
        return folder["a.hdr"];
    }

    private static string Envi(TestFolder folder, int bytes)
    {
        File.WriteAllText(
            folder["a.hdr"],
            "ENVI\nsamples = 40\nlines = 40\nbands = 1\nheader offset = 0\ndata type = 1\ninterleave = bsq\nbyte order = 0\n"
        );
        File.WriteAllBytes(folder["a"], new byte[bytes]);
        return folder["a"];
    }
}
