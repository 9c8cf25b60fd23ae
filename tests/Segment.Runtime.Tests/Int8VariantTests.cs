using System.Text;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Layers;
using Segment.Runtime.Models;
using Segment.Runtime.Store;

namespace Segment.Runtime.Tests;

/// <summary>Classifying with a package's variant in 8-bit integers.</summary>
public sealed class Int8VariantTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_variant_gives_nearly_the_same_map_and_is_named_in_it()
    {
        var options = Options();
        var float32 = ClassifiedMap.Classify(options);

        var result = Classifier.Run(options with { Variant = ModelVariant.Int8 });

        var int8 = ClassifiedMap.Read(options.OutPath);
        var same = float32.Zip(int8, (a, b) => a == b ? 1 : 0).Sum() / (double)float32.Length;
        Assert.InRange(same, 0.9, 0.99999); // Untrained: many logits lie close together.
        Assert.Equal(ModelVariant.Int8, result.Variant);
        Assert.Contains(
            "<Item name=\"SEGMENT_VARIANT\">int8</Item>",
            Encoding.Latin1.GetString(File.ReadAllBytes(options.OutPath)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Tiles_layers_and_views_work_with_it()
    {
        var options = Options() with { Variant = ModelVariant.Int8, Layers = ExtraLayers.Confidence };
        var plain = ClassifiedMap.Classify(options with { TileSize = 160 });
        var cut = ClassifiedMap.Classify(options with { TileSize = 128 });
        var turned = Classifier.Run(options with { TestTimeAugmentation = TestTimeAugmentation.Flips });

        Assert.Equal(plain, cut);
        Assert.True(File.Exists(folder["map_confidence.tif"]));
        Assert.Equal(TestTimeAugmentation.Flips, turned.Augmentation);
    }

    [Fact]
    public void A_package_without_it_says_what_it_has_and_how_to_make_one()
    {
        var path = TestPackage.Network(folder["plain.dlpk"]);

        var e = Assert.Throws<SegmentDataException>(() => Open(path));

        Assert.Equal(
            $"The package {path} holds float32 alone, no int8. Leave --variant out, or make the variant with the chips that the package was "
                + $"trained on: segment quantize {path} --chips DIR",
            e.Message
        );
    }

    [Fact]
    public void A_variant_that_gives_other_logits_than_recorded_is_refused_and_float32_still_runs()
    {
        var path = TestPackage.AddInt8(
            TestPackage.Network(folder["a.dlpk"]),
            variant => variant with { Logits = [.. variant.Logits.Select(v => 1.1f * v)] }
        );

        var e = Assert.Throws<SegmentDataException>(() => Open(path));

        Assert.Contains("at most 2.0e-2 is allowed. Quantise the package again.", e.Message, StringComparison.Ordinal);
        InferenceModel.Open(path, InferenceDevice.Cpu).Dispose();
    }

    [Fact]
    public void It_runs_on_the_CPU_alone()
    {
        var problems = (Options() with { Variant = ModelVariant.Int8, Device = InferenceDevice.Cuda }).Problems();

        Assert.Equal(
            [
                "The variant int8 runs on the CPU alone, and --device is cuda. Give --device cpu, or leave --variant out.",
            ],
            problems
        );
    }

    [Fact]
    public void Its_memory_counts_what_convolutions_of_bytes_gather()
    {
        var path = TestPackage.AddInt8(TestPackage.Network(folder["a.dlpk"]));
        using var float32 = InferenceModel.Open(path, InferenceDevice.Cpu);
        using var int8 = Open(path);

        // Measured: 650 bytes a pixel.
        Assert.InRange(int8.BytesPerPixel, 500, 800);
        Assert.True(int8.GraphBytes < float32.GraphBytes);
    }

    [Fact]
    public void Work_begun_in_one_variant_does_not_go_on_in_another()
    {
        var options = Options();
        using var scene = RasterSource.Open(options.ScenePath);
        using var float32 = InferenceModel.Open(options.ModelPath, InferenceDevice.Cpu);
        using var int8 = Open(options.ModelPath);

        var (before, after) = (ClassifyKey.Of(options, float32, scene), ClassifyKey.Of(options, int8, scene));

        Assert.Equal(["--variant"], before.Where(k => after[k.Key] != k.Value).Select(k => k.Key));
        Assert.Equal(("float32", "int8"), (before["--variant"], after["--variant"]));
    }

    private static InferenceModel Open(string path) =>
        InferenceModel.Open(path, InferenceDevice.Cpu, variant: ModelVariant.Int8);

    private ClassifyOptions Options()
    {
        var scene = new TestScene(200, 180);
        return new ClassifyOptions
        {
            ModelPath = TestPackage.AddInt8(TestPackage.Network(folder["light.dlpk"])),
            ScenePath = scene.Write(folder["scene.img"], scene.Samples(3, seed: 5)),
            OutPath = folder["map.tif"],
            Device = InferenceDevice.Cpu,
        };
    }
}
