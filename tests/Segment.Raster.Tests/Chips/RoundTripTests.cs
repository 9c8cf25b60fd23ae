using Segment.Raster.Chips;
using Segment.Raster.Interop;
using Segment.Raster.Labels;

namespace Segment.Raster.Tests.Chips;

public sealed class RoundTripTests
{
    private static readonly GdalDataType[] Types =
    [
        GdalDataType.UInt8,
        GdalDataType.UInt16,
        GdalDataType.Int16,
        GdalDataType.UInt32,
        GdalDataType.Int32,
        GdalDataType.Float32,
        GdalDataType.Float64,
    ];

    private static readonly GeoTransform?[] Transforms =
    [
        TestRaster.NorthUp,
        new GeoTransform(-93.5, 0.00025, 0, 15.2, 0, 0.00025),
        new GeoTransform(500000, 8, 6, 4400000, 6, -8),
        null,
    ];

    [Fact]
    public void Chips_put_back_together_give_the_scene_and_its_labels() =>
        Gen.Select(
                Gen.Select(Gen.Int[8, 40], Gen.Int[8, 40], Gen.Int[1, 4], Gen.Int[8, 16], Gen.Int[1, 16]),
                Gen.Int[0, Types.Length - 1],
                Gen.Int[0, Transforms.Length - 1],
                Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool),
                Gen.Int[0, 10000]
            )
            .Sample(
                (size, type, transform, flags, seed) =>
                {
                    using var folder = new TestFolder();
                    var scene = Scene(folder, size, Types[type], Transforms[transform], flags, seed);
                    var tile = Math.Min(size.Item4, Math.Min(size.Item1, size.Item2));
                    Compare(scene, Export(folder, scene, tile, Math.Min(tile, size.Item5)));
                },
                iter: 200
            );

    [Fact]
    public void A_label_raster_with_large_values_and_zero_gives_chips_of_16_bits()
    {
        using var folder = new TestFolder();
        var raster = new TestRaster(1, 16, 16) { Type = GdalDataType.UInt16, NoData = [65535] };
        var samples = Enumerable
            .Range(0, 256)
            .Select(i =>
                i % 3 == 0 ? 65535.0
                : i % 2 == 0 ? 0
                : 40000
            );
        var labels = raster.Write(folder["labels.tif"], [.. samples]);
        var scene = raster.Write(folder["scene.tif"], [.. Enumerable.Range(1, 256).Select(i => (double)i)]);
        var result = Export(folder, (scene, labels), 8, 8);
        var chips = ChipFolder.Open(result.Folder);

        Assert.Equal(65535, chips.IgnoreValue);
        Assert.Equal([0, 40000], chips.Classes.Select(c => c.Value));
        using var label = RasterSource.Open(chips.Chips[0].LabelPath);
        Assert.Equal((PixelType.UInt16, 65535.0), (label.Bands[0].Type, label.Bands[0].NoData));
        Compare((scene, labels), result);
    }

    [Fact]
    public void Signed_bytes_keep_their_sign_and_their_type()
    {
        using var folder = new TestFolder();
        var int8 = Version.Parse(GdalLibrary.Version) >= new Version(3, 7);
        var raster = new TestRaster(2, 8, 8)
        {
            Type = int8 ? GdalDataType.Int8 : GdalDataType.UInt8,
            Options = int8 ? [] : ["PIXELTYPE=SIGNEDBYTE"],
            NoData = [-128, -128],
        };
        double[] samples = [.. Enumerable.Range(0, 128).Select(i => (double)(int8 ? i - 128 : (i + 128) % 256))];
        var scene = raster.Write(folder["scene.tif"], samples);
        var labels = new TestRaster(1, 8, 8).Write(folder["labels.tif"], [.. Enumerable.Repeat(1.0, 64)]);
        var result = Export(folder, (scene, labels), 8, 8);

        Compare((scene, labels), result);
        var chips = ChipFolder.Open(result.Folder);
        Assert.Equal(PixelType.Int8, chips.Bands[0].SourceType);
        Assert.Equal([float.NaN, -127f, -126f], chips.Read(chips.Chips[0]).Samples[..3]);
    }

    [Fact]
    public void Bands_of_several_types_are_written_as_one_that_holds_them_and_remembered()
    {
        using var folder = new TestFolder();
        var (grid, labels) = (new TestRaster(1, 8, 8), folder["labels.tif"]);
        grid.Write(labels, [.. Enumerable.Repeat(1.0, 64)]);
        grid.Write(folder["a.tif"], [.. Enumerable.Range(0, 64).Select(i => (double)i)]);
        (grid with { Type = GdalDataType.Int16, NoData = [-9999] }).Write(
            folder["b.tif"],
            [.. Enumerable.Range(0, 64).Select(i => i == 3 ? -9999.0 : i - 500)]
        );
        File.WriteAllText(
            folder["scene.vrt"],
            "<VRTDataset rasterXSize=\"8\" rasterYSize=\"8\"><GeoTransform>500000,30,0,4400000,0,-30</GeoTransform>"
                + Vrt("a.tif", "Byte", "")
                + Vrt("b.tif", "Int16", "<NoDataValue>-9999</NoDataValue>")
                + "</VRTDataset>"
        );
        var result = Export(folder, (folder["scene.vrt"], labels), 8, 8);

        Compare((folder["scene.vrt"], labels), result);
        using var image = RasterSource.Open(Path.Combine(result.Folder, "images", "000000000.tif"));
        Assert.Equal(PixelType.Int16, image.Bands[0].Type);
        Assert.Equal([null, -9999], image.Bands.Select(b => b.NoData));
    }

    [Theory]
    [InlineData(new[] { PixelType.UInt8, PixelType.UInt8 }, PixelType.UInt8)]
    [InlineData(new[] { PixelType.UInt8, PixelType.Int8 }, PixelType.Int16)]
    [InlineData(new[] { PixelType.UInt16, PixelType.Int16 }, PixelType.Int32)]
    [InlineData(new[] { PixelType.UInt16, PixelType.Float32 }, PixelType.Float32)]
    [InlineData(new[] { PixelType.UInt32, PixelType.Int8 }, PixelType.Float64)]
    [InlineData(new[] { PixelType.Int32, PixelType.Float32 }, PixelType.Float64)]
    public void The_common_type_holds_all_samples(PixelType[] types, PixelType expected) =>
        Assert.Equal(expected, ChipFormat.CommonType(types));

    private static string Vrt(string file, string type, string more) =>
        $"<VRTRasterBand dataType=\"{type}\" band=\"{(type == "Byte" ? 1 : 2)}\">{more}<SimpleSource>"
        + $"<SourceFilename relativeToVRT=\"1\">{file}</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>";

    private static (string Scene, string Labels) Scene(
        TestFolder folder,
        (int Height, int Width, int Bands, int Tile, int Stride) size,
        GdalDataType type,
        GeoTransform? transform,
        (bool OneNoData, bool ManyNoData, bool Mask) flags,
        int seed
    )
    {
        var random = new Random(seed);
        var raster = new TestRaster(size.Bands, size.Height, size.Width)
        {
            Type = type,
            Transform = transform,
            CrsWkt = transform is null ? "" : TestRaster.Epsg(32615),
            Names = [.. Enumerable.Range(0, size.Bands).Select(b => $"band {b}")],
            NoData = flags.OneNoData ? [.. Enumerable.Repeat<double?>(7, size.Bands)] : [],
            Mask = flags.Mask ? Random(random, size.Height * size.Width, 3, 255) : null,
        };
        var samples = new double[size.Bands * size.Height * size.Width];
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = random.Next(0, 100);
        }

        var scene = raster.Write(folder["scene.tif"], samples);
        if (flags is { OneNoData: false, ManyNoData: true })
        {
            File.WriteAllText(
                folder["scene.tif.aux.xml"],
                ChipTemplate.SideFile([.. Enumerable.Range(0, size.Bands).Select(b => (double?)b)])
            );
        }

        var labels = new TestRaster(1, size.Height, size.Width) { Transform = transform, CrsWkt = raster.CrsWkt };
        var values = Random(random, size.Height * size.Width, 4, 50).Select(v => (double)v).ToArray();
        values[0] = 3;
        return (scene, labels.Write(folder["labels.tif"], values));
    }

    private static byte[] Random(Random random, int count, int choices, int step) =>
        [.. Enumerable.Range(0, count).Select(_ => (byte)Math.Min(255, random.Next(choices) * step))];

    private static ChipExportResult Export(
        TestFolder folder,
        (string Scene, string Labels) scene,
        int tileSize,
        int stride
    ) =>
        ChipExporter.Export(
            new ChipExportOptions
            {
                Scenes = [scene.Scene],
                Labels = scene.Labels,
                OutFolder = folder["chips"],
                TileSizeX = tileSize,
                StrideX = stride,
            }
        );

    private static void Compare((string Scene, string Labels) scene, ChipExportResult result)
    {
        using var source = RasterSource.Open(scene.Scene);
        using var labels = LabelSource.Open(scene.Labels, new LabelOptions(), source.Grid);
        var chips = ChipFolder.Open(result.Folder);
        Assert.Equal(result.Chips, chips.Chips.Count);
        Assert.Equal(labels.Classes, chips.Classes);
        Assert.Equal(source.Bands.Select(b => (b.Name, b.Type)), chips.Bands.Select(b => (b.Name, b.SourceType)));
        Assert.True(CrsComparison.Same(source.Grid.CrsWkt, chips.CrsWkt));
        int[] bands = [.. Enumerable.Range(0, source.Bands.Count)];
        var seen = new byte[source.Grid.Extent.Area];
        var offset = Offset(chips, source.Grid);
        foreach (var file in chips.Chips)
        {
            var place = file.Position!.Value;
            place = place with { Row = place.Row + offset.Row, Column = place.Column + offset.Column };
            var (samples, indices) = (new float[bands.Length * place.Area], new byte[place.Area]);
            source.Read(place, bands, samples);
            labels.Read(place, indices);
            var chip = chips.Read(file);
            Assert.Equal(samples, chip.Samples);
            Assert.Equal(indices, chip.Labels);
            Mark(seen, place, source.Width);
        }

        CheckCovered(labels, source, seen, bands);
    }

    // Positions count from the topmost and leftmost chip; the georeference of that chip says where it lies.
    private static (int Row, int Column) Offset(ChipFolder chips, GridGeometry scene)
    {
        var first = chips.Chips[0];
        using var image = RasterSource.Open(first.ImagePath);
        var own = image.Grid.Transform!.Value;
        var (column, row) = new PixelMapping(scene.Transform ?? GeoTransform.PixelSpace).ToPixel(
            own.OriginX,
            own.OriginY
        );
        return (
            (int)Math.Round(row) - first.Position!.Value.Row,
            (int)Math.Round(column) - first.Position.Value.Column
        );
    }

    private static void Mark(byte[] seen, PixelWindow place, int width)
    {
        for (var row = place.Row; row < place.EndRow; row++)
        {
            seen.AsSpan((row * width) + place.Column, place.Width).Fill(1);
        }
    }

    // Every labelled pixel with data lies in a chip.
    private static void CheckCovered(LabelSource labels, RasterSource source, byte[] seen, int[] bands)
    {
        var all = new byte[seen.Length];
        labels.Read(source.Grid.Extent, all);
        var samples = new float[bands.Length * seen.Length];
        source.Read(source.Grid.Extent, bands, samples);
        for (var pixel = 0; pixel < all.Length; pixel++)
        {
            var p = pixel;
            if (
                all[pixel] != LabelSource.Ignore
                && Array.Exists(bands, b => float.IsFinite(samples[(b * seen.Length) + p]))
            )
            {
                Assert.Equal(1, seen[pixel]);
            }
        }
    }
}
