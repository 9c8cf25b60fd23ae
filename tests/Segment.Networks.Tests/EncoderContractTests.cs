using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Tests;

public sealed class EncoderContractTests
{
    public static TheoryData<string> Names => [.. EncoderCatalog.All.Select(e => e.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Apply_yields_the_declared_stages_for_any_size_and_band_count(string name)
    {
        var encoder = EncoderCatalog.Get(name);
        Gen.Select(Gen.Int[1, 224], Gen.Int[8, 200], Gen.Int[8, 200])
            .Sample(
                (bands, h, w) =>
                {
                    var maps = encoder.Apply(new ShapeOps(), new Scope(string.Empty), new MapShape(bands, h, w));
                    return maps.SequenceEqual(
                        encoder.Stages.Select(s => new MapShape(s.Channels, CeilDiv(h, s.Stride), CeilDiv(w, s.Stride)))
                    );
                },
                iter: 20
            );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Stages_run_from_fine_to_coarse_by_powers_of_two(string name)
    {
        var strides = EncoderCatalog.Get(name).Stages.Select(s => s.Stride).ToArray();
        Assert.Equal(strides.Order().Distinct(), strides);
        Assert.All(strides, stride => Assert.Equal(1, int.PopCount(stride)));
    }

    // Squeezing 72 and 120 channels to 18 and 30 instead of 24 and 32 takes a column, a row and a constant each.
    private const long MobileNetV3Rounding = (6 * ((2 * 72) + 1)) + (2 * 2 * ((2 * 120) + 1));

    // The learned values of torchvision's classification models, as its documentation counts them (num_params), less those
    // of the layers after the last feature map.
    [Theory]
    [InlineData("resnet18", 11_689_512, 513_000)]
    [InlineData("resnet34", 21_797_672, 513_000)]
    [InlineData("resnet50", 25_557_032, 2_049_000)]
    [InlineData("resnet101", 44_549_160, 2_049_000)]
    [InlineData("resnet152", 60_192_808, 2_049_000)]
    [InlineData("vgg11", 132_863_336, 123_642_856)]
    [InlineData("vgg11_bn", 132_868_840, 123_642_856)]
    [InlineData("vgg13", 133_047_848, 123_642_856)]
    [InlineData("vgg13_bn", 133_053_736, 123_642_856)]
    [InlineData("vgg16", 138_357_544, 123_642_856)]
    [InlineData("vgg16_bn", 138_365_992, 123_642_856)]
    [InlineData("vgg19", 143_667_240, 123_642_856)]
    [InlineData("vgg19_bn", 143_678_248, 123_642_856)]
    [InlineData("densenet121", 7_978_856, 1_025_000)]
    [InlineData("densenet161", 28_681_000, 2_209_000)]
    [InlineData("densenet169", 14_149_480, 1_665_000)]
    [InlineData("densenet201", 20_013_928, 1_921_000)]
    [InlineData("mobilenet_v2", 3_504_872, 1_281_000)]
    [InlineData("mobilenet_v3_large", 5_483_032, 2_511_080)]
    [InlineData("mobilenetv3_rw", 5_483_032 - MobileNetV3Rounding, 2_511_080)]
    [InlineData("efficientnet_b0", 5_288_548, 412_160 + 1_281_000)]
    [InlineData("efficientnet_b1", 7_794_184, 412_160 + 1_281_000)]
    [InlineData("efficientnet_b2", 9_109_994, 498_432 + 1_409_000)]
    [InlineData("efficientnet_b3", 12_233_232, 592_896 + 1_537_000)]
    [InlineData("efficientnet_b4", 19_341_616, 806_400 + 1_793_000)]
    [InlineData("convnext_tiny", 28_589_128, 1_536 + 769_000)]
    public void Published_networks_have_as_many_parameters_as_torchvisions(string name, long whole, long classifier)
    {
        var ops = new ShapeOps();
        _ = EncoderCatalog.Get(name).Apply(ops, new Scope(string.Empty), new MapShape(3, 64, 64));
        Assert.Equal(whole - classifier, ops.ParameterCount);
    }

    [Theory]
    [InlineData("resnet50", "layer1.0.downsample.0.weight", "256,64,1,1")]
    [InlineData("vgg16_bn", "features.41.running_mean", "512")]
    [InlineData("densenet121", "features.denseblock4.denselayer16.conv2.weight", "32,128,3,3")]
    [InlineData("densenet121", "features.transition3.conv.weight", "512,1024,1,1")]
    [InlineData("mobilenet_v2", "features.1.conv.0.0.weight", "32,1,3,3")]
    [InlineData("mobilenet_v2", "features.18.1.weight", "1280")]
    [InlineData("mobilenet_v3_large", "features.4.block.2.fc1.weight", "24,72,1,1")]
    [InlineData("efficientnet_b0", "features.2.0.block.2.fc1.bias", "4")]
    [InlineData("convnext_tiny", "features.7.2.layer_scale", "768,1,1")]
    [InlineData("convnext_tiny", "features.2.1.weight", "192,96,2,2")]
    public void Published_networks_name_their_parameters_as_torchvision(string name, string parameter, string shape)
    {
        var ops = new ShapeOps();
        _ = EncoderCatalog.Get(name).Apply(ops, new Scope(string.Empty), new MapShape(3, 64, 64));
        Assert.Equal(shape, ops.Parameters[parameter].ShapeText());
    }

    [Fact]
    public void Resnet18_names_its_parameters_as_torchvision()
    {
        var ops = new ShapeOps();
        _ = EncoderCatalog.Get("resnet18").Apply(ops, new Scope(string.Empty), new MapShape(3, 64, 64));

        Assert.Equal(100, ops.Parameters.Count); // 20 convolutions + 20 norms of four tensors each
        Assert.Equal("128,64,1,1", ops.Parameters["layer2.0.downsample.0.weight"].ShapeText());
        Assert.Equal(ParameterKind.RunningVariance, ops.Parameters["layer4.1.bn2.running_var"].Kind);
    }

    [Fact]
    public void Get_names_the_known_encoders_when_the_name_is_unknown()
    {
        var e = Assert.Throws<ArgumentException>(() => EncoderCatalog.Get("resnet19"));
        Assert.StartsWith(
            "Unknown encoder 'resnet19'. Known: convnext_tiny, densenet121,",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Every_encoder_class_is_in_the_catalog()
    {
        var listed = EncoderCatalog.All.Select(e => e.GetType()).ToHashSet();
        var declared = typeof(Encoder).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Encoder)) && !t.IsAbstract);
        Assert.All(declared, t => Assert.True(listed.Contains(t), $"Add {t.Name}.Family to EncoderCatalog.All."));
    }

    [Fact]
    public void Names_are_unique_and_every_source_is_a_link()
    {
        Assert.Equal(EncoderCatalog.All.Count, EncoderCatalog.All.Select(e => e.Name).Distinct().Count());
        Assert.All(EncoderCatalog.All, e => Assert.StartsWith("https://", e.Source, StringComparison.Ordinal));
    }

    private static int CeilDiv(int n, int d) => (n + d - 1) / d;
}
