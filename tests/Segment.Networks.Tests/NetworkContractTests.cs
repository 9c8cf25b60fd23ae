using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.Networks.Ops;
using Segment.Tests;

namespace Segment.Networks.Tests;

public sealed class NetworkContractTests
{
    public static TheoryData<string, string> Networks => TestedNetworks.Data;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Logits_have_the_images_size_whatever_it_is(string decoder, string encoder) =>
        Gen.Select(Gen.Int[1, 224], Gen.Int[2, 254], Gen.Int[8, 150], Gen.Int[8, 150])
            .Sample(
                (bands, classes, h, w) =>
                    SegmentationNetwork
                        .Create(new(decoder, encoder, bands, classes))
                        .Apply(new ShapeOps(), new MapShape(bands, h, w)) == new MapShape(classes, h, w),
                iter: 10
            );

    [Theory]
    [MemberData(nameof(Networks))]
    public void Parameters_are_those_of_the_golden_list(string decoder, string encoder)
    {
        var parameters = SegmentationNetwork.Create(new(decoder, encoder, 6, 7)).Declare().Parameters.Values;
        GoldenFile.Equal(
            $"params/{decoder}-{encoder}.txt",
            string.Concat(parameters.Select(p => $"{p.Name} {p.Kind} {p.ShapeText()}\n"))
        );
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Parameters_do_not_depend_on_the_images_size(string decoder, string encoder)
    {
        var network = SegmentationNetwork.Create(new(decoder, encoder, 4, 3));
        Assert.Equal(network.Declare(8, 8).Parameters.Keys, network.Declare(97, 160).Parameters.Keys);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Work_grows_with_the_pixels(string decoder, string encoder)
    {
        var network = SegmentationNetwork.Create(new(decoder, encoder, 6, 7));
        var (small, large) = (network.Declare(64, 64), network.Declare(128, 128));
        if (network.HasGlobalView)
        {
            // Means over the whole tile stay as many.
            Assert.InRange(large.MultiplyAdds, 3 * small.MultiplyAdds, 4 * small.MultiplyAdds);
            Assert.InRange(large.MapValues, 3 * small.MapValues, 4 * small.MapValues);
        }
        else
        {
            Assert.Equal(4 * small.MultiplyAdds, large.MultiplyAdds);
            Assert.Equal(4 * small.MapValues, large.MapValues);
        }
    }

    // segmentation_models.pytorch: Unet("resnet18", in_channels=3, classes=1) and its deeper kin. Ours starts at two
    // classes; one class is 16 · 3 · 3 weights and a constant of the head.
    [Theory]
    [InlineData("resnet18", 14_328_209)]
    [InlineData("resnet34", 24_436_369)]
    [InlineData("resnet50", 32_521_105)]
    public void U_nets_over_resnets_have_as_many_parameters_as_the_reference(string encoder, long expected) =>
        Assert.Equal(
            expected + (16 * 9) + 1,
            SegmentationNetwork.Create(new("unet", encoder, 3, 2)).Declare().ParameterCount
        );

    [Fact]
    public void U_net_over_light_is_small_near_sighted_and_of_stride_8()
    {
        var network = SegmentationNetwork.Create(new("unet", "light", 6, 7));
        Assert.InRange(network.Declare().ParameterCount, 1, 999_999);
        Assert.InRange(network.ReceptiveFieldRadius, 1, 64);
        Assert.Equal(8, network.Stride);
        Assert.InRange(network.Encoder.Stages[0].Stride, 1, 2);
    }

    [Fact]
    public void Too_small_an_image_is_refused()
    {
        var network = SegmentationNetwork.Create(new("unet", "light", 6, 7));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => network.Declare(7, 64));
        _ = Assert.Throws<ArgumentOutOfRangeException>(() => network.Declare(64, 7));
    }

    [Fact]
    public void Every_problem_of_a_specification_is_named_at_once()
    {
        Assert.Equal(
            [
                $"Unknown model type 'u_net'. Known: {string.Join(", ", DecoderCatalog.All.Select(d => d.Name))}.",
                $"Unknown backbone model 'resnet51'. Known: {string.Join(", ", EncoderCatalog.All.Select(e => e.Name))}.",
                "A network needs at least 1 band, and 0 were asked for.",
                "A network tells 2 to 254 classes apart, and 255 were asked for.",
                "The pyramid sizes are [1, 65]; give 1 to 16 numbers from 1 to 64.",
            ],
            new NetworkSpec("u_net", "resnet51", 0, 255) { PyramidSizes = [1, 65] }.Problems()
        );
        Assert.Empty(new NetworkSpec("unet", "light", 1, 2).Problems());
        Assert.Empty(new NetworkSpec("unet", "light", 224, 254).Problems());
        var e = Assert.Throws<ArgumentException>(() => SegmentationNetwork.Create(new("unet", "light", 0, 1)));
        Assert.StartsWith(
            "A network needs at least 1 band, and 0 were asked for. A network tells 2 to 254 classes apart, and 1 were asked for.",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("U-Net", "RESNET34", "unet", "resnet34")]
    [InlineData("DeepLabV3+", "VGG16_BN", "deeplabv3plus", "vgg16_bn")]
    [InlineData("PSPNet", "timm:mobilenetv3_rw", "pspnet", "mobilenetv3_rw")]
    [InlineData("PSPNet", "timm:mobilenetv3_large_100", "pspnet", "mobilenet_v3_large")]
    [InlineData("upernet", "timm:convnext_tiny", "upernet", "convnext_tiny")]
    public void Names_of_other_tools_are_understood(string modelType, string backbone, string decoder, string encoder)
    {
        var network = SegmentationNetwork.Create(new(modelType, backbone, 3, 2));
        Assert.Equal(decoder, network.Decoder.Name);
        Assert.Equal(encoder, network.Encoder.Name);
    }

    [Fact]
    public void Get_names_the_known_decoders_when_the_name_is_unknown()
    {
        var e = Assert.Throws<ArgumentException>(() => DecoderCatalog.Get("segnet"));
        Assert.StartsWith(
            "Unknown model type 'segnet'. Known: deeplabv3, deeplabv3plus, fpn, pspnet, pspnet_unet, unet, upernet.",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("unet", "resnet50", false)]
    [InlineData("fpn", "densenet121", false)]
    [InlineData("unet", "efficientnet_b0", true)]
    [InlineData("unet", "mobilenet_v3_large", true)]
    [InlineData("deeplabv3", "light", true)]
    [InlineData("pspnet", "light", true)]
    [InlineData("upernet", "light", true)]
    public void What_looks_at_the_whole_tile_says_so(string decoder, string encoder, bool expected) =>
        Assert.Equal(expected, SegmentationNetwork.Create(new(decoder, encoder, 3, 2)).HasGlobalView);

    [Fact]
    public void Pyramid_sizes_decide_the_levels_of_the_pooling()
    {
        static IEnumerable<string> Names(params int[] sizes) =>
            SegmentationNetwork
                .Create(new("pspnet", "light", 3, 2) { PyramidSizes = sizes })
                .Declare()
                .Parameters.Keys.Where(k => k.StartsWith("decoder.psp.", StringComparison.Ordinal));

        Assert.Equal(["decoder.psp.blocks.0.pool.1.0.bias", "decoder.psp.blocks.0.pool.1.0.weight"], Names(1));
        Assert.Equal(2 + (2 * 5), Names(1, 2, 4).Count());
    }

    [Fact]
    public void A_decoder_that_asks_for_a_finer_stride_gets_it_with_the_same_parameters()
    {
        var whole = SegmentationNetwork.Create(new("unet", "resnet50", 3, 2));
        var dilated = SegmentationNetwork.Create(new("deeplabv3", "resnet50", 3, 2));
        static string[] Encoder(SegmentationNetwork network) =>
            [
                .. network
                    .Declare()
                    .Parameters.Values.Where(p => p.Name.StartsWith("encoder.", StringComparison.Ordinal))
                    .Select(p => $"{p.Name} {p.ShapeText()}"),
            ];

        Assert.Equal((32, 8), (whole.Stride, dilated.Stride));
        Assert.Equal(Encoder(whole), Encoder(dilated));
        Assert.Equal(32, SegmentationNetwork.Create(new("deeplabv3", "convnext_tiny", 3, 2)).Stride);
    }

    [Fact]
    public void Every_decoder_class_is_in_the_catalog()
    {
        var listed = DecoderCatalog.All.Select(d => d.GetType()).ToHashSet();
        var declared = typeof(Decoder).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Decoder)) && !t.IsAbstract);
        Assert.All(declared, t => Assert.True(listed.Contains(t), $"Add {t.Name} to DecoderCatalog.All."));
        Assert.All(DecoderCatalog.All, d => Assert.StartsWith("https://", d.Source, StringComparison.Ordinal));
    }
}
