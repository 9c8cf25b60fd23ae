using Segment.Networks;
using Segment.Networks.Encoders;
using Segment.Trainer.Options;
using Segment.Trainer.Start;

namespace Segment.Trainer.Tests.Start;

/// <summary>
/// Published weights. The lists of names and shapes in tests/golden/checkpoints follow torchvision's and timm's sources; their
/// learned values add up to the published counts (tests of the catalog).
/// </summary>
public class PublishedWeightsTests
{
    private static readonly string[] Rgb = ["Red", "Green", "Blue"];

    [Theory]
    [InlineData("torchvision-resnet18", "resnet18", "torchvision", "")]
    [InlineData("torchvision-resnet18", "resnet18", "torchvision", "module.")]
    [InlineData("torchvision-resnet18", "resnet18", "torchvision", "model.backbone.")]
    [InlineData("torchvision-densenet121", "densenet121", "torchvision", "")]
    [InlineData("timm-mobilenetv2_100", "mobilenet_v2", "timm", "")]
    [InlineData("timm-mobilenetv3_large_100", "mobilenet_v3_large", "timm", "")]
    [InlineData("timm-mobilenetv3_rw", "mobilenetv3_rw", "timm", "encoder.")]
    [InlineData("timm-efficientnet_b0", "efficientnet_b0", "timm", "")]
    [InlineData("timm-convnext_tiny", "convnext_tiny", "timm", "")]
    public void Every_parameter_of_the_encoder_is_found(string list, string backbone, string library, string prefix)
    {
        using var folder = new TestFolder();
        PublishedFile.Write(folder["x"], PublishedFile.Names(list).Select(t => (prefix + t.Name, t.Shape)));
        using var file = new PublishedWeights(folder["x"]);
        var match = file.Match(EncoderCatalog.Get(backbone));
        Assert.Equal((library, prefix, match.Wanted), (match.Form.Library, match.Prefix, match.Names.Count));
        Assert.Equal(match.Names.Count, match.Names.Values.Distinct().Count());
    }

    [Fact]
    public void Every_list_adds_up_to_the_published_number_of_parameters()
    {
        static long Learned(string list) =>
            PublishedFile
                .Names(list)
                .Where(t =>
                    !t.Name.EndsWith("_mean", StringComparison.Ordinal)
                    && !t.Name.EndsWith("_var", StringComparison.Ordinal)
                    && !t.Name.EndsWith("_tracked", StringComparison.Ordinal)
                )
                .Sum(t => t.Shape.Aggregate(1L, (product, side) => product * side));

        // docs.pytorch.org/vision/stable/models.html (num_params) and timm's results/results-imagenet.csv.
        Assert.Equal(11_689_512, Learned("torchvision-resnet18"));
        Assert.Equal(7_978_856, Learned("torchvision-densenet121"));
        Assert.Equal(3_504_872, Learned("timm-mobilenetv2_100"));
        Assert.Equal(5_483_032, Learned("timm-mobilenetv3_large_100"));
        Assert.Equal(5.48, Learned("timm-mobilenetv3_rw") / 1e6, 2);
        Assert.Equal(5_288_548, Learned("timm-efficientnet_b0"));
        Assert.Equal(28_589_128, Learned("timm-convnext_tiny"));
    }

    [Theory]
    [InlineData("F16")]
    [InlineData("F32")]
    public void Values_arrive_under_our_names_and_the_rest_is_told(string type)
    {
        using var folder = new TestFolder();
        PublishedFile.Write(folder["r18.safetensors"], PublishedFile.Names("torchvision-resnet18"), type);
        var (weights, notices) = Load(folder["r18.safetensors"], "resnet18", Rgb);
        foreach (
            var (name, shape) in PublishedFile.Names("torchvision-resnet18").SkipLast(2).Where(t => t.Shape.Length > 0)
        )
        {
            Assert.Equal(PublishedFile.Values(name, shape), weights[$"encoder.{name}"]);
        }

        Assert.Equal(
            [
                "The first convolution is fitted to 3 bands (BAND_NAME, chosen by itself): Red from the red kernel; Green from the green "
                    + "kernel; Blue from the blue kernel; times 3/3.",
                "r18.safetensors has torchvision's names of resnet18: 100 of 100 parameters of the encoder were loaded; not used: "
                    + "'fc.bias', 'fc.weight'. The rest starts at random.",
            ],
            notices
        );
    }

    [Fact]
    public void Half_precision_of_the_brain_kind_is_read()
    {
        using var folder = new TestFolder();
        PublishedFile.Write(folder["x"], PublishedFile.Names("torchvision-resnet18"), "BF16");
        var (weights, _) = Load(folder["x"], "resnet18", Rgb);
        Assert.Equal(
            PublishedFile.Values("layer1.0.bn1.bias", [64])[0],
            weights["encoder.layer1.0.bn1.bias"][0],
            1f / 128
        );
    }

    [Fact]
    public void A_linear_layer_is_a_convolution_of_one_pixel()
    {
        using var folder = new TestFolder();
        PublishedFile.Write(folder["x"], PublishedFile.Names("timm-convnext_tiny"));
        var (weights, _) = Load(folder["x"], "convnext_tiny", Rgb);
        Assert.Equal(
            PublishedFile.Values("stages.1.blocks.2.mlp.fc1.weight", [768, 192]),
            weights["encoder.features.3.2.block.3.weight"]
        );
        Assert.Equal(
            PublishedFile.Values("stages.3.blocks.0.gamma", [768]),
            weights["encoder.features.7.0.layer_scale"]
        );
        Assert.Equal(PublishedFile.Values("stages.1.downsample.0.bias", [96]), weights["encoder.features.2.0.bias"]);
    }

    [Fact]
    public void Norms_that_were_trained_with_another_epsilon_compute_the_same()
    {
        using var folder = new TestFolder();
        PublishedFile.Write(folder["x"], PublishedFile.Names("timm-mobilenetv3_large_100"));
        var (weights, _) = Load(folder["x"], "mobilenet_v3_large", Rgb);
        var (weight, variance) = (
            PublishedFile.Values("bn1.weight", [16])[3],
            PublishedFile.Values("bn1.running_var", [16])[3]
        );
        Assert.Equal(
            weight / Math.Sqrt(variance + 1e-5),
            weights["encoder.features.0.1.weight"][3]
                / Math.Sqrt(weights["encoder.features.0.1.running_var"][3] + 1e-3),
            1e-5
        );
    }

    [Fact]
    public void A_whole_network_of_segmentation_models_brings_its_decoder_and_not_its_head()
    {
        using var folder = new TestFolder();
        var network = SegmentationNetwork.Create(new("unet", "resnet18", 3, 4));
        PublishedFile.Write(
            folder["x"],
            network.Declare().Parameters.Values.Select(p => ($"model.{p.Name}", p.Shape.ToArray()))
        );
        var (weights, notices) = Load(folder["x"], "resnet18", Rgb);
        Assert.Equal(
            PublishedFile.Values("model.decoder.blocks.4.conv2.1.bias", [16]),
            weights["decoder.blocks.4.conv2.1.bias"]
        );
        Assert.EndsWith(
            "100 of 100 parameters of the encoder were loaded, 50 of 50 of the decoder; not used: "
                + "'model.segmentation_head.0.bias', 'model.segmentation_head.0.weight'. The rest starts at random.",
            notices[^1],
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(
        "resnet34",
        "it holds 100 of its 180 parameters. It fits resnet18 (100 of 100): give --backbone-model resnet18, or another file."
    )]
    [InlineData(
        "mobilenet_v2",
        "it holds none of its parameters. It fits resnet18 (100 of 100): give --backbone-model resnet18, or another file."
    )]
    public void A_file_of_another_network_is_answered_with_that_network(string backbone, string expected)
    {
        using var folder = new TestFolder();
        PublishedFile.Write(folder["x"], PublishedFile.Names("torchvision-resnet18"));
        using var file = new PublishedWeights(folder["x"]);
        var error = Assert.Throws<SegmentDataException>(() => file.Match(EncoderCatalog.Get(backbone)));
        Assert.Equal($"--weights {folder["x"]} is not of {backbone}: {expected}", error.Message);
    }

    [Fact]
    public void A_deeper_network_of_the_family_is_not_cut_off()
    {
        using var folder = new TestFolder();
        var deeper = InputKernel.Parameters(EncoderCatalog.Get("resnet34"), 3).Values;
        PublishedFile.Write(folder["x"], deeper.Select(p => (p.Name, p.Shape.ToArray())));
        using var file = new PublishedWeights(folder["x"]);
        var error = Assert.Throws<SegmentDataException>(() => file.Match(EncoderCatalog.Get("resnet18")));
        Assert.EndsWith(
            "It fits resnet34 (180 of 180): give --backbone-model resnet34, or another file.",
            error.Message
        );
    }

    [Fact]
    public void A_file_of_something_else_names_what_it_holds()
    {
        using var folder = new TestFolder();
        PublishedFile.Write(folder["x"], [("bert.embeddings.weight", [4, 4]), ("a\u001b[31m", [2])]);
        using var file = new PublishedWeights(folder["x"]);
        var error = Assert.Throws<SegmentDataException>(() => file.Match(EncoderCatalog.Get("resnet18")));
        Assert.Equal(
            $"--weights {folder["x"]} is not of resnet18: it holds none of its parameters. It fits no backbone of 'segment zoo'; its "
                + "tensors are 'a?[31m', 'bert.embeddings.weight'.",
            error.Message
        );
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Every_form_names_parameters_of_its_encoder(string backbone)
    {
        var encoder = EncoderCatalog.Get(backbone);
        var names = InputKernel.Parameters(encoder, 3).Keys;
        foreach (var form in encoder.Published)
        {
            Assert.All(
                form.Renamed,
                r => Assert.Contains(names, n => n == r.Ours || n.StartsWith($"{r.Ours}.", StringComparison.Ordinal))
            );
            Assert.Equal(form.Renamed.Count, form.Renamed.Select(r => r.Theirs).Distinct().Count());
            Assert.Equal(form.Renamed.Count, form.Renamed.Select(r => r.Ours).Distinct().Count());
        }
    }

    public static TheoryData<string> Published => [.. EncoderCatalog.All.Select(e => e.Name)];

    private static (Dictionary<string, float[]> Weights, List<string> Notices) Load(
        string path,
        string backbone,
        string[] bands
    )
    {
        var network = SegmentationNetwork.Create(new("unet", backbone, bands.Length, 2));
        var weights = network
            .Declare()
            .Parameters.ToDictionary(p => p.Key, p => new float[p.Value.Count], StringComparer.Ordinal);
        var notices = new List<string>();
        using var file = new PublishedWeights(path);
        var match = file.Match(network.Encoder);
        file.Load(match, network, weights, new BandKernels(bands, WeightInitScheme.Auto), notices.Add);
        return (weights, notices);
    }
}
