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

    // One backbone of each family; the others repeat its blocks.
    private static readonly string[] Families =
    [
        "convnext_tiny",
        "densenet121",
        "efficientnet_b0",
        "light",
        "mobilenet_v2",
        "mobilenet_v3_large",
        "resnet18",
        "resnet50",
        "vgg11_bn",
    ];

    /// <summary>Model type and backbone of each, for tests that take no time.</summary>
    public static TheoryData<string, string> Quick => [.. Pairs];

    /// <summary>
    /// The same for tests that run the networks. One backbone of each family under U-Net and each model type over the
    /// smallest backbone run always; the rest takes minutes and carries a trait.
    /// </summary>
    public static IEnumerable<TheoryDataRow<string, string>> Data =>
        Pairs.Select(pair => new TheoryDataRow<string, string>(pair.ModelType, pair.Backbone)
        {
            Traits = { ["kind"] = IsQuick(pair.ModelType, pair.Backbone) ? [] : ["slow"] },
        });

    private static IEnumerable<(string ModelType, string Backbone)> Pairs =>
        EncoderCatalog
            .All.Select(e => ("unet", e.Name))
            .Concat(DecoderCatalog.All.SelectMany(d => new[] { (d.Name, "light"), (d.Name, "resnet18") }))
            .Concat(Dilated.Select(e => ("deeplabv3", e)))
            .Append(("deeplabv3plus", "resnet50"))
            .Distinct();

    private static bool IsQuick(string modelType, string backbone) =>
        modelType == "unet" ? Families.Contains(backbone) : backbone == "light";
}
