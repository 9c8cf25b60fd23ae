using System.Runtime.InteropServices;
using Segment.PackageFormat.Onnx;

namespace Segment.Runtime.Models;

/// <summary>Estimates from a graph alone how much memory it needs while it runs: the same number on every machine.</summary>
/// <remarks>
/// A tensor lives from the node that makes it to the last node that reads it. The greatest sum of living tensors is
/// what ONNX Runtime must hold at least; it holds <see cref="Slack"/> times as much, for its arena and its blocked layout.
/// </remarks>
internal static class GraphMemory
{
    /// <summary>Measured peak against the sum of living tensors: 1.2 to 1.5 for U-Nets over light and ResNet-18.</summary>
    private const double Slack = 1.5;

    /// <summary>Measured against what <see cref="Gathered"/> counts, for tiles of 512 and 1024 px.</summary>
    private const double GatherSlack = 1.2;

    /// <summary>ONNX Runtime's blocked layout rounds channels up to this many where the machine has AVX-512.</summary>
    private const int ChannelBlock = 16;

    /// <summary>Operators that can write over an input which nothing reads later.</summary>
    private static readonly HashSet<string> InPlace = new(StringComparer.Ordinal)
    {
        "Add",
        "Clip",
        "HardSwish",
        "Identity",
        "Mul",
        "Relu",
        "Sigmoid",
        "Sub",
    };

    /// <summary>Estimates the memory of one run.</summary>
    /// <param name="graph">The ONNX graph of a package, which passed its check.</param>
    /// <returns>Bytes for each pixel of a tile.</returns>
    public static double BytesPerPixel(ReadOnlyMemory<byte> graph)
    {
        var proto = ModelProto.Parser.ParseFrom(graph.Span).Graph;
        var fused = new FusedGraph(proto);
        var constants = proto.Initializer.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var shapes = Inputs(proto);
        var lastReader = LastReaders(fused);
        var living = shapes.Values.Sum(shape => shape.Bytes);
        var peak = living;
        TensorProto? Constant(string name) => constants.GetValueOrDefault(fused.Stored(name));
        for (var i = 0; i < fused.Nodes.Count; i++)
        {
            var node = fused.Nodes[i];
            var dying = node
                .Input.Distinct()
                .Where(name => lastReader[name] == i && shapes.ContainsKey(name))
                .Select(name => shapes[name].Bytes)
                .ToList();
            var isBytes = fused.HoldsBytes(node.Output[0]);
            var made = Output(node, shapes, Constant) with { ValueBytes = isBytes ? 1 : sizeof(float) };
            foreach (var name in node.Output)
            {
                shapes[name] = made;
            }

            var overwrites = !isBytes && InPlace.Contains(node.OpType) && dying.Contains(made.Bytes);
            living += overwrites ? 0 : made.Bytes;
            peak = Math.Max(peak, living + (isBytes ? Gathered(node, made, Constant) : 0));
            living -= dying.Sum() - (overwrites ? made.Bytes : 0);
        }

        return Slack * peak;
    }

    private static Dictionary<string, Shape> Inputs(GraphProto graph)
    {
        var shapes = new Dictionary<string, Shape>(StringComparer.Ordinal);
        foreach (var input in graph.Input)
        {
            var dims = input.Type.TensorType.Shape.Dim;
            shapes[input.Name] = new Shape(dims.Count > 1 ? dims[1].DimValue : 1, 1, sizeof(float));
        }

        return shapes;
    }

    /// <summary>The position of the last node that reads a tensor, by the tensor's name.</summary>
    private static Dictionary<string, int> LastReaders(FusedGraph graph)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (position, node) in graph.Nodes.Index())
        {
            foreach (var name in node.Input)
            {
                last[name] = position;
            }
        }

        return last;
    }

    private static Shape Output(NodeProto node, Dictionary<string, Shape> shapes, Func<string, TensorProto?> constants)
    {
        var inputs = node.Input.Where(shapes.ContainsKey).Select(name => shapes[name]).ToList();
        if (inputs.Count == 0)
        {
            return default;
        }

        var first = inputs[0];
        var strides = Product(node, "strides");
        return node.OpType switch
        {
            "Conv" => first with
            {
                Channels = Weight(node, constants)?.Dims[0] ?? first.Channels,
                Area = first.Area / strides,
            },
            "ConvTranspose" => first with
            {
                Channels =
                    (Weight(node, constants)?.Dims[1] ?? (long)first.Channels) * Math.Max(1, Product(node, "group")),
                Area = first.Area * strides,
            },
            "MaxPool" or "AveragePool" => first with { Area = first.Area / strides },
            "GlobalAveragePool" or "GlobalMaxPool" or "Shape" => default,
            "Concat" => first with { Channels = inputs.Sum(shape => shape.Channels) },
            "Resize" => first with { Area = first.Area * Growth(node, constants) },
            "ArgMax" => first with { Channels = 1 },
            _ => inputs.MaxBy(shape => shape.Bytes),
        };
    }

    /// <summary>
    /// What a convolution of bytes needs beside its tensors: the pixels around each one side by side, and sums of 32 bits.
    /// </summary>
    private static double Gathered(NodeProto node, Shape made, Func<string, TensorProto?> constants) =>
        node.OpType == "Conv" && Weight(node, constants) is { Dims: [var channels, var inputs, var rows, var columns] }
            ? GatherSlack * ((inputs * rows * columns) + (channels * sizeof(int))) * made.Area
            : 0;

    private static TensorProto? Weight(NodeProto node, Func<string, TensorProto?> constants) =>
        node.Input.Count > 1 ? constants(node.Input[1]) : null;

    private static double Product(NodeProto node, string attribute) =>
        node.Attribute.FirstOrDefault(a => a.Name == attribute) is { } found
            ? found.Ints.Append(Math.Max(1, found.I)).Aggregate(1.0, (product, size) => product * size)
            : 1;

    /// <summary>Without constant scales a Resize is taken to double rows and columns.</summary>
    private static double Growth(NodeProto node, Func<string, TensorProto?> constants)
    {
        if (node.Input.Count < 3 || constants(node.Input[2]) is not { RawData.Length: >= 8 } scales)
        {
            return 4;
        }

        var factors = MemoryMarshal.Cast<byte, float>(scales.RawData.Span);
        return factors[^1] * (double)factors[^2];
    }

    /// <summary>Channels, the share of the input's pixels that one channel has, and the bytes of a value.</summary>
    private readonly record struct Shape(double Channels, double Area, int ValueBytes)
    {
        public double Bytes => Math.Ceiling(Channels / ChannelBlock) * ChannelBlock * ValueBytes * Area;
    }
}
