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
                }
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

    [Theory]
    [MemberData(nameof(Names))]
    public void Channels_fill_whole_vectors(string name) =>
        Assert.All(EncoderCatalog.Get(name).Stages, stage => Assert.Equal(0, stage.Channels % 16));

    // torchvision's models without their last layer, 3 bands.
    [Theory]
    [InlineData("resnet18", 11_176_512)]
    [InlineData("resnet34", 21_284_672)]
    public void ResNets_have_as_many_parameters_as_torchvisions(string name, long expected)
    {
        var ops = new ShapeOps();
        _ = EncoderCatalog.Get(name).Apply(ops, new Scope(string.Empty), new MapShape(3, 64, 64));
        Assert.Equal(expected, ops.ParameterCount);
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
            "Unknown encoder 'resnet19'. Known: light, resnet18, resnet34.",
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
