using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Tests;

public sealed class NetworkContractTests
{
    public static TheoryData<string, string> Networks
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var decoder in DecoderCatalog.All)
            {
                foreach (var encoder in EncoderCatalog.All)
                {
                    data.Add(decoder.Name, encoder.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Logits_have_the_images_size_whatever_it_is(string decoder, string encoder) =>
        Gen.Select(Gen.Int[1, 224], Gen.Int[2, 254], Gen.Int[8, 150], Gen.Int[8, 150])
            .Sample(
                (bands, classes, h, w) =>
                    SegmentationNetwork
                        .Create(new(decoder, encoder, bands, classes))
                        .Apply(new ShapeOps(), new MapShape(bands, h, w)) == new MapShape(classes, h, w),
                iter: 30
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
        Assert.Equal(4 * network.Declare(64, 64).MultiplyAdds, network.Declare(128, 128).MultiplyAdds);
        Assert.Equal(4 * network.Declare(64, 64).MapValues, network.Declare(128, 128).MapValues);
    }

    // segmentation_models.pytorch: Unet("resnet18", in_channels=3, classes=1) and Unet("resnet34", …). Ours starts at two
    // classes; one class is 16 · 3 · 3 weights and a constant of the head.
    [Theory]
    [InlineData("resnet18", 14_328_209)]
    [InlineData("resnet34", 24_436_369)]
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
                "Unknown model type 'u-net'. Known: unet.",
                "Unknown backbone model 'resnet50'. Known: light, resnet18, resnet34.",
                "A network needs at least 1 band, and 0 were asked for.",
                "A network tells 2 to 254 classes apart, and 255 were asked for.",
            ],
            new NetworkSpec("u-net", "resnet50", 0, 255).Problems()
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

    [Fact]
    public void Get_names_the_known_decoders_when_the_name_is_unknown()
    {
        var e = Assert.Throws<ArgumentException>(() => DecoderCatalog.Get("fpn"));
        Assert.StartsWith("Unknown model type 'fpn'. Known: unet.", e.Message, StringComparison.Ordinal);
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
