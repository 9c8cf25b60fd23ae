using Microsoft.ML.OnnxRuntime;
using Segment.Exporter.Quantization;
using Segment.Networks;
using Segment.Networks.Decoders;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter.Tests.Quantization;

public sealed class GraphCalibrationTests
{
    private const int Side = 64;

    private static readonly SegmentationNetwork Light = SegmentationNetwork.Create(new("unet", "light", 6, 7));

    // One backbone of each family, and every decoder.
    public static TheoryData<string, string> Families =>
        [
            .. DecoderCatalog.All.Select(d => (d.Name, "light")),
            ("unet", "resnet18"),
            ("unet", "vgg11"),
            ("unet", "densenet121"),
            ("unet", "mobilenet_v2"),
            ("unet", "mobilenet_v3_large"),
            ("unet", "efficientnet_b0"),
            ("unet", "convnext_tiny"),
        ];

    [Theory]
    [MemberData(nameof(Families))]
    public void Networks_of_every_family_compute_nearly_the_same_in_8_bits(string decoder, string encoder)
    {
        var network = SegmentationNetwork.Create(new(decoder, encoder, 6, 7));
        var graph = NetworkExporter.Export(network, Samples.Weights(network), Samples.Sixes);

        var int8 = GraphCalibration.Run(graph, Images(1, 2)).Quantize(floatStem: false);

        var problems = GraphCheck.Problems(int8, Definition(network));
        Assert.Empty(problems);
        var convolutions = Model(graph).Graph.Node.Count(n => n.OpType == "Conv");
        var kernels = Model(int8).Graph.Initializer.Count(t => t.DataType == (int)TensorProto.Types.DataType.Int8);
        Assert.InRange(kernels, convolutions / 2, convolutions - 1);
        Assert.InRange(Difference(graph, int8), 1e-4, Bound(encoder));
    }

    [Fact]
    public void ONNX_Runtime_computes_every_convolution_but_the_head_in_8_bits()
    {
        var int8 = GraphCalibration.Run(LightGraph(), Images(1)).Quantize(floatStem: false);
        using var file = new TemporaryFile();
        using (var options = new SessionOptions { OptimizedModelFilePath = file.Path })
        {
            options.LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL;
            new InferenceSession(int8, options).Dispose();
        }

        var kinds = Model(File.ReadAllBytes(file.Path))
            .Graph.Node.GroupBy(n => n.OpType, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

        Assert.Equal(16, kinds["QLinearConv"]);
        Assert.Equal(1, kinds["Conv"]);
        Assert.Equal((3, 3), (kinds["QLinearAdd"], kinds["QLinearConcat"]));
        Assert.Equal((1, 1), (kinds["QuantizeLinear"], kinds["DequantizeLinear"]));
        Assert.False(kinds.ContainsKey("Relu"));
    }

    [Fact]
    public void The_first_convolution_can_stay_in_float32()
    {
        var calibration = GraphCalibration.Run(LightGraph(), Images(1));

        var graph = Model(calibration.Quantize(floatStem: true)).Graph;

        var convolutions = graph.Node.Where(n => n.OpType == "Conv").ToList();
        var stored = graph.Initializer.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        Assert.Equal("encoder.conv1.weight", convolutions[0].Input[1]);
        Assert.Equal("segmentation_head.0.weight", convolutions[^1].Input[1]);
        Assert.Equal(2, convolutions.Count(c => stored.Contains(c.Input[1])));
        Assert.InRange(
            Difference(LightGraph(), calibration.Quantize(floatStem: true)),
            1e-4,
            Difference(LightGraph(), calibration.Quantize(floatStem: false))
        );
    }

    [Fact]
    public void Equal_images_give_equal_bytes_and_leave_the_graph_as_it_was()
    {
        var graph = LightGraph();

        var first = GraphCalibration.Run(graph, Images(1, 2)).Quantize(floatStem: false);
        var second = GraphCalibration.Run(graph, Images(1, 2)).Quantize(floatStem: false);

        Assert.Equal(first, second);
        Assert.Equal(LightGraph(), graph);
        Assert.True(first.Length < graph.Length / 3, $"{first.Length} bytes of {graph.Length}");
    }

    [Fact]
    public void A_graph_with_nothing_to_quantise_is_refused()
    {
        var graph = Graphs.Of(_ => new float[6 * 7], Samples.Sixes, (ops, x) => ops.Conv(x, new("head"), 7, 1));

        var e = Assert.Throws<SegmentDataException>(() => GraphCalibration.Run(graph, Images(1)));

        Assert.StartsWith(
            "The graph has no convolution that could compute in 8 bits",
            e.Message,
            StringComparison.Ordinal
        );
    }

    // Kernels of one input channel each, as in MobileNets, have random ranges of their own: 8 bits for all of a map are few.
    private static double Bound(string encoder) =>
        encoder.StartsWith("mobilenet", StringComparison.Ordinal) ? 0.6
        : encoder is "light" or "vgg11" or "densenet121" ? 0.12
        : 0.3;

    private static byte[] LightGraph() => NetworkExporter.Export(Light, Samples.Weights(Light), Samples.Sixes);

    private static List<GraphImage> Images(params int[] seeds) =>
        [.. seeds.Select(seed => new GraphImage(Side, Side, Samples.Image(Samples.Sixes, Side, Side, seed)))];

    private static double Difference(byte[] graph, byte[] other)
    {
        var pixels = Samples.Image(Samples.Sixes, Side, Side, seed: 9);
        using var first = new GraphSession(graph);
        using var second = new GraphSession(other);
        var (a, b) = (first.Run(Side, Side, pixels), second.Run(Side, Side, pixels));
        return Math.Sqrt(a.Zip(b, (x, y) => (double)(x - y) * (x - y)).Sum() / a.Sum(x => (double)x * x));
    }

    private static ModelProto Model(byte[] graph) => ModelProto.Parser.ParseFrom(graph);

    private static ModelDefinition Definition(SegmentationNetwork network) =>
        new()
        {
            Name = "a",
            Version = "1",
            ModelType = network.Spec.ModelType,
            Backbone = network.Spec.BackboneModel,
            Classes = [.. Enumerable.Range(1, 7).Select(v => new LandCoverClass(v, $"{v}", default))],
            Bands = [.. Enumerable.Range(0, 6).Select(b => new BandDefinition(b, $"{b}", PixelType.UInt16))],
            SourceBandCount = 6,
            ChipSize = Side,
            CellSizeX = 1,
            CellSizeY = 1,
            CrsWkt = "",
            Normalization = Samples.Sixes,
            Padding = 0,
            ReceptiveFieldRadius = 0,
            Stride = network.Stride,
            IgnoreValue = 0,
            MapNoData = 255,
            HasClassOutput = false,
            Training = new()
            {
                Chips = 1,
                LabelledPixels = [1, 1, 1, 1, 1, 1, 1],
                Epochs = 1,
                BestEpoch = 1,
                Seed = 1,
                LearningRate = 1,
                BatchSize = 1,
                Device = "cpu",
                SegmentVersion = "1",
            },
        };

    private sealed class TemporaryFile : IDisposable
    {
        private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("segment-int8-");

        public string Path => System.IO.Path.Combine(folder.FullName, "optimized.onnx");

        public void Dispose() => folder.Delete(recursive: true);
    }
}
