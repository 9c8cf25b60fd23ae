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

    /// <summary>Gets model type and backbone of each.</summary>
    public static TheoryData<string, string> Data => [.. Pairs];

    private static IEnumerable<(string ModelType, string Backbone)> Pairs =>
        EncoderCatalog
            .All.Select(e => ("unet", e.Name))
            .Concat(DecoderCatalog.All.SelectMany(d => new[] { (d.Name, "light"), (d.Name, "resnet18") }))
            .Concat(Dilated.Select(e => ("deeplabv3", e)))
            .Append(("deeplabv3plus", "resnet50"))
            .Distinct();
}
