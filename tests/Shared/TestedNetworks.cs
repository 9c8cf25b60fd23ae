using Segment.Networks.Decoders;
using Segment.Networks.Encoders;

namespace Segment.Tests;

/// <summary>
/// Which networks of the catalogs are tested whole: every backbone under U-Net, every model type over two backbones that
/// differ in stages, and pairs in which the decoder asks the backbone to dilate.
/// </summary>
internal static class TestedNetworks
{
    private static readonly string[] Dilated = ["densenet121", "mobilenet_v2", "vgg11_bn", "convnext_tiny"];

    // The deeper members of a family repeat the blocks of the shallower ones.
    private static readonly string[] Deep =
    [
        "densenet161",
        "densenet169",
        "densenet201",
        "efficientnet_b1",
        "efficientnet_b2",
        "efficientnet_b3",
        "efficientnet_b4",
        "resnet101",
        "resnet152",
        "vgg13",
        "vgg13_bn",
        "vgg16",
        "vgg16_bn",
        "vgg19",
        "vgg19_bn",
    ];

    /// <summary>Model type and backbone of each, for tests that take no time.</summary>
    public static TheoryData<string, string> Quick => [.. Pairs];

    /// <summary>The same for tests that run the networks: the deep ones take minutes, so they carry a trait.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Data =>
        Pairs.Select(pair => new TheoryDataRow<string, string>(pair.ModelType, pair.Backbone)
        {
            Traits = { ["kind"] = Deep.Contains(pair.Backbone) ? ["slow"] : [] },
        });

    private static IEnumerable<(string ModelType, string Backbone)> Pairs =>
        EncoderCatalog
            .All.Select(e => ("unet", e.Name))
            .Concat(DecoderCatalog.All.SelectMany(d => new[] { (d.Name, "light"), (d.Name, "resnet18") }))
            .Concat(Dilated.Select(e => ("deeplabv3", e)))
            .Append(("deeplabv3plus", "resnet50"))
            .Distinct();
}
