using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using Segment.Exporter;
using Segment.Exporter.Quantization;
using Segment.Networks;
using Segment.Networks.Ops;
using Segment.PackageFormat.Onnx;
using TensorType = Segment.PackageFormat.Onnx.TensorProto.Types.DataType;

namespace Segment.Runtime.Tests;

/// <summary>Makes packages that need no training.</summary>
internal static class TestPackage
{
    private static readonly string[] ClassNames = ["Sea", "Forest", "Town", "Sand", "Grass", "Mangrove"];

    /// <summary>Writes a package of a catalog's network with seeded random weights.</summary>
    public static string Network(
        string path,
        int bands = 3,
        int classes = 4,
        string backbone = "light",
        int? padding = null,
        int seed = 1
    )
    {
        var network = SegmentationNetwork.Create(new NetworkSpec("unet", backbone, bands, classes));
        var random = new Random(seed);
        var weights = network.Declare().Parameters.ToDictionary(p => p.Key, p => Weights(p.Value, random));
        var normalization = new Normalization(
            [.. Enumerable.Repeat(127.0, bands)],
            [.. Enumerable.Repeat(60.0, bands)]
        );
        var graph = NetworkExporter.Export(network, name => weights[name], normalization);
        var covering = (network.ReceptiveFieldRadius + network.Stride - 1) / network.Stride * network.Stride;
        var definition = Definition(path, bands, classes, normalization) with
        {
            Backbone = backbone,
            Stride = network.Stride,
            Padding = padding ?? covering,
            ReceptiveFieldRadius = network.ReceptiveFieldRadius,
        };
        return Write(path, definition, graph);
    }

    /// <summary>Adds the variant in 8-bit integers to a package, with ranges from random pixels.</summary>
    public static string AddInt8(string path, Func<Int8Variant, Int8Variant>? change = null)
    {
        var contents = ModelPackage.ReadContents(path);
        var golden = contents.Golden;
        var image = new GraphImage(golden.Height, golden.Width, golden.Pixels);
        var graph = GraphCalibration.Run(contents.Graph, [image]).Quantize(floatStem: false);
        using var session = new GraphSession(graph);
        var matrix = new ConfusionMatrix(contents.Definition.Classes.Count);
        matrix.Add(0, 0, 100);
        var variant = new Int8Variant(
            graph,
            session.Run(golden.Height, golden.Width, golden.Pixels),
            Int8Metrics.From(matrix, matrix, 1, contents.Definition.Classes, 1, ["head"])
        );
        ModelPackage.Write(path, contents with { Int8 = change?.Invoke(variant) ?? variant });
        return path;
    }

    /// <summary>Writes a package whose class is the band with the greatest sample: one 1 × 1 convolution, the identity.</summary>
    public static string BrightestBand(
        string path,
        int bands = 3,
        Func<ModelDefinition, ModelDefinition>? change = null,
        byte[]? graph = null
    )
    {
        var identity = new float[bands * bands];
        for (var b = 0; b < bands; b++)
        {
            identity[(b * bands) + b] = 1;
        }

        var normalization = new Normalization([.. Enumerable.Repeat(0.0, bands)], [.. Enumerable.Repeat(1.0, bands)]);
        var definition = Definition(path, bands, bands, normalization);
        return Write(path, change?.Invoke(definition) ?? definition, graph ?? Pointwise(bands, bands, identity));
    }

    /// <summary>Writes a graph with one 1 × 1 convolution.</summary>
    public static byte[] Pointwise(int bands, int classes, float[] weights)
    {
        var kernel = new TensorProto { Name = "w", DataType = (int)TensorType.Float };
        kernel.Dims.AddRange([classes, bands, 1, 1]);
        kernel.RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(weights));
        var graph = new GraphProto { Name = "pointwise" };
        graph.Initializer.Add(kernel);
        graph.Input.Add(Port(GraphNames.Image, bands));
        graph.Output.Add(Port(GraphNames.Logits, classes));
        graph.Node.Add(
            new NodeProto
            {
                OpType = "Conv",
                Name = "conv",
                Input = { GraphNames.Image, "w" },
                Output = { GraphNames.Logits },
            }
        );
        var model = new ModelProto
        {
            IrVersion = 8,
            Graph = graph,
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        };
        return model.ToByteArray();
    }

    /// <summary>Writes a package around a graph; its golden window is what the graph gives here.</summary>
    public static string Write(string path, ModelDefinition definition, byte[] graph, float goldenShift = 0)
    {
        ModelPackage.Write(path, Contents(definition, graph, goldenShift));
        return path;
    }

    public static ModelDefinition Definition(string path, int bands, int classes, Normalization normalization) =>
        new()
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Version = "2026.11",
            ModelType = "unet",
            Backbone = "light",
            Classes =
            [
                .. Enumerable
                    .Range(0, classes)
                    .Select(i => new LandCoverClass(
                        (10 * i) + 1,
                        ClassNames[i],
                        new ClassColor((byte)(40 * i), 100, (byte)(255 - (40 * i)))
                    )),
            ],
            Bands =
            [
                .. Enumerable.Range(0, bands).Select(i => new BandDefinition(i, $"Band_{i + 1}", PixelType.UInt8)),
            ],
            SourceBandCount = bands,
            ChipSize = 64,
            CellSizeX = 30,
            CellSizeY = 30,
            CrsWkt = TestScene.Utm,
            Normalization = normalization,
            Padding = 0,
            ReceptiveFieldRadius = 0,
            Stride = 4,
            IgnoreValue = 0,
            MapNoData = 255,
            HasClassOutput = false,
            Training = new TrainingSummary
            {
                Chips = 10,
                LabelledPixels = [.. Enumerable.Repeat(100L, classes)],
                Epochs = 1,
                BestEpoch = 1,
                Seed = 42,
                LearningRate = 0.001,
                BatchSize = 8,
                Device = "cpu",
                SegmentVersion = "0.1.0",
            },
        };

    private static PackageContents Contents(ModelDefinition definition, byte[] graph, float goldenShift)
    {
        var matrix = new ConfusionMatrix(definition.Classes.Count);
        matrix.Add(0, 0, 100);
        return new PackageContents
        {
            Definition = definition,
            Graph = graph,
            Golden = Golden(definition, graph, goldenShift),
            Metrics = TrainingMetrics.From(
                matrix,
                definition.Classes,
                1,
                0.5,
                new SplitProof(SplitMethod.Spatial, 10, 2, 0, 0, 0, 8)
            ),
            History = new TrainingHistory
            {
                Monitor = "valid_loss",
                Epochs = [new EpochRecord(1, 0.6, 0.5, 1, 1, 0.001, 1, 0.5)],
                BestEpoch = 1,
            },
        };
    }

    private static GoldenWindow Golden(ModelDefinition definition, byte[] graph, float shift)
    {
        var side = 8 * definition.Stride;
        var random = new Random(7);
        var pixels = new float[definition.Bands.Count * side * side];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = random.Next(256);
        }

        using var session = new InferenceSession(graph);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [1, definition.Bands.Count, side, side]);
        using var outputs = session.Run(run, [GraphNames.Image], [input], [GraphNames.Logits]);
        var logits = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        return new GoldenWindow(side, side, pixels, [.. logits.Select(value => value + shift)]);
    }

    private static ValueInfoProto Port(string name, int channels)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = channels });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "H" });
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "W" });
        var tensor = new TypeProto.Types.Tensor { ElemType = (int)TensorType.Float, Shape = shape };
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = tensor },
        };
    }

    /// <summary>He's scale keeps the signal alive to the last layer, so that every class occurs somewhere.</summary>
    private static float[] Weights(ParameterDeclaration parameter, Random random)
    {
        var fanIn = Math.Max(1, parameter.Count / parameter.Shape[0]);
        var scale = parameter.Kind == ParameterKind.ConvolutionWeight ? Math.Sqrt(6.0 / fanIn) : 0.2;
        var center = parameter.Kind is ParameterKind.NormWeight or ParameterKind.RunningVariance ? 1 : 0;
        var values = new float[parameter.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(center + (scale * ((2 * random.NextDouble()) - 1)));
        }

        return values;
    }
}
