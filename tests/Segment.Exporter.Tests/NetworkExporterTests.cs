using Segment.Networks;
using Segment.Networks.Decoders;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter.Tests;

public sealed class NetworkExporterTests
{
    private static readonly SegmentationNetwork Light = SegmentationNetwork.Create(new("unet", "light", 6, 7));

    // Plain loops are slow: small networks here, every operation in Chains, every backbone against libtorch in the trainer's tests.
    public static TheoryData<string, string> Networks => [.. DecoderCatalog.All.Select(d => (d.Name, "light"))];

    [Theory]
    [MemberData(nameof(Networks))]
    public void The_graph_computes_what_plain_loops_compute(string decoder, string encoder)
    {
        var network = SegmentationNetwork.Create(new(decoder, encoder, 6, 7));
        var weights = Samples.Weights(network);
        var graph = NetworkExporter.Export(network, weights, Samples.Sixes);
        (int, int)[] sizes = [(network.Stride, 2 * network.Stride), (3 * network.Stride, network.Stride)];

        var report = ParityGate.Check(graph, [.. sizes.Select(s => Sample(network, weights, s.Item1, s.Item2))], 1e-4);

        Assert.True(report.Passed, $"{report}");
        Assert.Equal(1, report.ClassAgreement, 2);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Equal_networks_give_equal_bytes(string decoder, string encoder)
    {
        var network = SegmentationNetwork.Create(new(decoder, encoder, 6, 7));
        var metadata = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" };
        var weights = Samples.Weights(network);
        var first = NetworkExporter.Export(network, weights, Samples.Sixes, metadata);

        Assert.Equal(first, NetworkExporter.Export(network, weights, Samples.Sixes, metadata));
        Assert.Equal(
            [("a", "1"), ("b", "2")],
            ModelProto.Parser.ParseFrom(first).MetadataProps.Select(p => (p.Key, p.Value))
        );
    }

    [Fact]
    public void Weights_are_left_as_they_were()
    {
        var weights = Samples.Weights(Light);
        var before = weights("encoder.conv1.weight").ToArray();
        _ = NetworkExporter.Export(Light, weights, Samples.Sixes);
        Assert.Equal(before, weights("encoder.conv1.weight"));
    }

    [Fact]
    public void The_graph_is_plain_and_says_what_it_takes_and_gives()
    {
        var model = Model(NetworkExporter.Export(Light, Samples.Weights(Light), Samples.Sixes));
        var graph = model.Graph;

        Assert.Equal((8, 17, ""), (model.IrVersion, model.OpsetImport.Single().Version, model.OpsetImport[0].Domain));
        Assert.Equal("image (N, 6, H, W)", Text(graph.Input.Single()));
        Assert.Equal("logits (N, 7, H, W)", Text(graph.Output.Single()));
        Assert.Equal(
            ["Add", "Concat", "Conv", "Mul", "Relu", "Resize", "Sub"],
            graph.Node.Select(n => n.OpType).Distinct().Order(StringComparer.Ordinal)
        );
        var names = graph.Initializer.Select(t => t.Name).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.Equal(3, graph.Node.Count(n => n.OpType == "Resize"));
        _ = Assert.Single(names, name => name.StartsWith("upsample", StringComparison.Ordinal));
        Assert.All(graph.Node.Where(n => n.OpType == "Conv"), n => Assert.Equal(3, n.Input.Count)); // Each has its constant.
        Assert.Equal(graph.Node.Count, graph.Node.Select(n => n.Output.Single()).Distinct().Count());
    }

    [Fact]
    public void Images_of_one_batch_do_not_mix()
    {
        var graph = NetworkExporter.Export(Light, Samples.Weights(Light), Samples.Sixes);
        var (first, second) = (Samples.Image(Samples.Sixes, 16, 24, 1), Samples.Image(Samples.Sixes, 16, 24, 2));
        using var session = new GraphSession(graph);

        var both = session.Run(16, 24, [.. first, .. second], images: 2);

        var apart = session.Run(16, 24, first).Concat(session.Run(16, 24, second)).ToArray();
        Assert.Equal(apart.Length, both.Length);
        Assert.All(apart.Zip(both), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void A_pixel_at_the_center_of_the_normalization_reads_as_zero()
    {
        var weights = Samples.Weights(Light);
        var graph = NetworkExporter.Export(Light, weights, Samples.Sixes);
        var flat = Enumerable.Range(0, 6 * 64).Select(i => (float)Samples.Sixes.Center[i / 64]).ToArray();
        var zero = NetworkExporter.Export(Light, weights, new Normalization(new double[6], [1, 1, 1, 1, 1, 1]));
        using var session = new GraphSession(graph);
        using var expected = new GraphSession(zero);

        Assert.Equal(expected.Run(8, 8, new float[6 * 64]), session.Run(8, 8, flat));
    }

    [Fact]
    public void A_normalization_for_other_bands_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            NetworkExporter.Export(Light, Samples.Weights(Light), new Normalization([1, 2], [1, 0]))
        );
        Assert.StartsWith(
            "The normalization needs one finite center and one scale above 0 for each of the 6 bands; it has centers [1, 2] and scales [1, 0].",
            e.Message,
            StringComparison.Ordinal
        );
        _ = Assert.Throws<ArgumentException>(() =>
            NetworkExporter.Export(Light, Samples.Weights(Light), Samples.Sixes with { Scale = [1, 1, 1, 1, 1, 0] })
        );
    }

    [Fact]
    public void Weights_of_another_size_are_refused()
    {
        var weights = Samples.Weights(Light);
        var e = Assert.Throws<ArgumentException>(() =>
            NetworkExporter.Export(Light, n => n == "encoder.conv1.weight" ? [1f, 2f] : weights(n), Samples.Sixes)
        );
        Assert.Equal("Parameter 'encoder.conv1.weight' has 2 values; the network asks for 864.", e.Message);
    }

    [Fact]
    public void Weights_of_a_diverged_training_are_refused()
    {
        var weights = Samples.Weights(Light);
        var e = Assert.Throws<SegmentDataException>(() =>
            NetworkExporter.Export(
                Light,
                n => n == "segmentation_head.0.bias" ? [0, 0, float.NaN, 0, 0, 0, 0] : weights(n),
                Samples.Sixes
            )
        );
        Assert.Equal(
            "Parameter 'segmentation_head.0.bias' holds values that are not finite numbers: the training diverged. "
                + "Train again with a lower learning rate.",
            e.Message
        );
    }

    private static ParitySample Sample(SegmentationNetwork network, Func<string, float[]> weights, int h, int w)
    {
        var pixels = Samples.Image(Samples.Sixes, h, w);
        return new(h, w, pixels, Samples.Reference(network, weights, Samples.Sixes, h, w, pixels));
    }

    private static ModelProto Model(byte[] bytes) => ModelProto.Parser.ParseFrom(bytes);

    private static string Text(ValueInfoProto value)
    {
        Assert.Equal(1, value.Type.TensorType.ElemType);
        var dimensions = value.Type.TensorType.Shape.Dim.Select(d =>
            d.DimParam.Length > 0 ? d.DimParam : $"{d.DimValue}"
        );
        return $"{value.Name} ({string.Join(", ", dimensions)})";
    }
}
