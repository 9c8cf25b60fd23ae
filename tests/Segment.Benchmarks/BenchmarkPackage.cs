using Segment.Exporter;
using Segment.Exporter.Quantization;
using Segment.Networks;
using Segment.Networks.Ops;
using Segment.PackageFormat;

namespace Segment.Benchmarks;

/// <summary>Packages of untrained networks: the arithmetic is that of trained ones.</summary>
internal static class BenchmarkPackage
{
    public const int Bands = 6;
    public const int Classes = 10;

    /// <summary>What trained networks were measured to need (see the package's definition): in pixels.</summary>
    private const int Padding = 32;

    public static string Write(BenchmarkFolder folder, string backbone)
    {
        var path = folder.File($"{backbone}.dlpk");
        if (!File.Exists(path))
        {
            var network = SegmentationNetwork.Create(new NetworkSpec("unet", backbone, Bands, Classes));
            var normalization = new Normalization(
                [.. Enumerable.Repeat(80.0, Bands)],
                [.. Enumerable.Repeat(30.0, Bands)]
            );
            var graph = NetworkExporter.Export(network, Weights(network), normalization);
            ModelPackage.Write(path, Contents(network, backbone, graph, normalization));
        }

        return path;
    }

    /// <summary>The package's graph in 8-bit integers; its ranges are those of the golden window.</summary>
    public static byte[] Quantized(ModelPackage package)
    {
        var golden = package.Golden;
        var image = new GraphImage(golden.Height, golden.Width, golden.Pixels);
        return GraphCalibration.Run(package.Graph.ToArray(), [image]).Quantize(floatStem: false);
    }

    /// <summary>He et al. 2015 for kernels; identity for batch norms. Seeded.</summary>
    private static Func<string, float[]> Weights(SegmentationNetwork network)
    {
        var parameters = network.Declare().Parameters;
        return name =>
        {
            var parameter = parameters[name];
            var values = new float[parameter.Count];
            if (parameter.Kind != ParameterKind.ConvolutionWeight)
            {
                Array.Fill(values, parameter.Kind is ParameterKind.NormWeight or ParameterKind.RunningVariance ? 1 : 0);
                return values;
            }

            // A uniform number of variance 2 / fan-in.
            var random = new Random(name.Length + values.Length);
            var range = Math.Sqrt(6.0 / (parameter.Count / parameter.Shape[0]));
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = (float)(((2 * random.NextDouble()) - 1) * range);
            }

            return values;
        };
    }

    private static PackageContents Contents(
        SegmentationNetwork network,
        string backbone,
        byte[] graph,
        Normalization normalization
    )
    {
        var classes = Enumerable
            .Range(1, Classes)
            .Select(v => new LandCoverClass(v, $"class {v}", new ClassColor((byte)(v * 20), 128, 0)));
        var confusion = new ConfusionMatrix(Classes);
        for (var i = 0; i < Classes; i++)
        {
            confusion.Add(i, i);
        }

        var definition = new ModelDefinition
        {
            Name = $"bench-{backbone}",
            Version = "1",
            ModelType = "unet",
            Backbone = backbone,
            Classes = [.. classes],
            Bands =
            [
                .. Enumerable.Range(0, Bands).Select(b => new BandDefinition(b, $"Band_{b + 1}", PixelType.UInt8)),
            ],
            SourceBandCount = Bands,
            ChipSize = 64,
            CellSizeX = 1,
            CellSizeY = 1,
            CrsWkt = "",
            Normalization = normalization,
            Padding = Padding,
            ReceptiveFieldRadius = network.ReceptiveFieldRadius,
            Stride = network.Stride,
            IgnoreValue = 0,
            MapNoData = 255,
            HasClassOutput = false,
            Training = Summary(),
        };
        return new PackageContents
        {
            Definition = definition,
            Graph = graph,
            Metrics = TrainingMetrics.From(
                confusion,
                definition.Classes,
                1,
                1,
                new SplitProof(SplitMethod.Spatial, 1, 1, 0, 0, 0, 1)
            ),
            History = new TrainingHistory
            {
                Monitor = "valid_loss",
                Epochs = [new EpochRecord(1, 1, 1, 1, 1, 1e-3, 1, 1)],
                BestEpoch = 1,
            },
            Golden = Golden(graph),
        };
    }

    private static GoldenWindow Golden(byte[] graph)
    {
        var pixels = new float[Bands * 64 * 64];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = 40 + (i * 7 % 90);
        }

        return new GoldenWindow(64, 64, pixels, BareLoop.Logits(graph, 64, pixels));
    }

    private static TrainingSummary Summary() =>
        new()
        {
            Chips = 1,
            LabelledPixels = [.. Enumerable.Repeat(1L, Classes)],
            Epochs = 1,
            BestEpoch = 1,
            Seed = 1,
            LearningRate = 1e-3,
            BatchSize = 8,
            Device = "cpu",
            SegmentVersion = "0.1.0",
        };
}
