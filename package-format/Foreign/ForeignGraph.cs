using System.Runtime.InteropServices;
using Google.Protobuf;
using Segment.PackageFormat.Onnx;
using DataType = Segment.PackageFormat.Onnx.TensorProto.Types.DataType;

namespace Segment.PackageFormat.Foreign;

/// <summary>The graph of a model of others, and its rewriting into the form of a package's graph.</summary>
internal sealed class ForeignGraph
{
    /// <summary>The oldest operator set: since 8 Max takes inputs that are spread to one shape.</summary>
    private const int MinOpset = 8;

    // What is less probable than this is as good as impossible; its logarithm is -16.
    private const float LeastProbability = 1e-7f;

    // Everything that the model names gets this before its name, so that no name is taken when ours are added.
    private const string Own = "model/";

    private static readonly HashSet<string> Reshaping = new(StringComparer.Ordinal)
    {
        "Transpose",
        "Reshape",
        "Squeeze",
        "Unsqueeze",
        "Identity",
        "Gather",
        "Flatten",
    };

    private readonly ModelProto model;

    private ForeignGraph(ModelProto model) => this.model = model;

    /// <summary>Gets the inputs that are no weights.</summary>
    public IReadOnlyList<ValueInfoProto> Inputs => model.Graph.Input;

    /// <summary>Gets the outputs.</summary>
    public IReadOnlyList<ValueInfoProto> Outputs => model.Graph.Output;

    /// <summary>Gets the model's metadata; of keys that stand twice, the first.</summary>
    public IReadOnlyDictionary<string, string> Metadata =>
        model
            .MetadataProps.GroupBy(entry => entry.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Value, StringComparer.Ordinal);

    /// <summary>Reads a graph, and checks it as a package's is checked.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="problems">Gets what is not allowed.</param>
    /// <returns>The graph; null where there are problems.</returns>
    public static ForeignGraph? Parse(byte[] bytes, List<string> problems)
    {
        ModelProto read;
        try
        {
            read = ModelProto.Parser.ParseFrom(bytes);
        }
        catch (InvalidProtocolBufferException e)
        {
            problems.Add($"It is not an ONNX model: {e.Message}");
            return null;
        }

        if (read.Graph is null)
        {
            problems.Add("It is not an ONNX model: it has no nodes.");
            return null;
        }

        // Old models list their weights among the inputs, where a caller could replace them.
        var weights = read.Graph.Initializer.Select(t => t.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = read.Graph.Input.Where(v => !weights.Contains(v.Name)).ToList();
        read.Graph.Input.Clear();
        read.Graph.Input.Add(inputs);
        problems.AddRange(GraphCheck.Problems(bytes, read, MinOpset, minIrVersion: 3));
        return problems.Count == 0 ? new ForeignGraph(read) : null;
    }

    /// <summary>Finds the operator that makes an output's numbers, behind those that only lay them out otherwise.</summary>
    /// <param name="output">The output's name.</param>
    /// <returns>Its name, such as <c>Softmax</c>; empty where there is none.</returns>
    public string Ending(string output)
    {
        var node = model.Graph.Node.LastOrDefault(n => n.Output.Contains(output));
        while (node is not null && Reshaping.Contains(node.OpType) && node.Input.Count > 0)
        {
            var from = node.Input[0];
            node = model.Graph.Node.LastOrDefault(n => n.Output.Contains(from));
        }

        return node?.OpType ?? string.Empty;
    }

    /// <summary>Writes the graph with a package's input and output.</summary>
    /// <param name="ports">The input and the output to use.</param>
    /// <param name="normalization">What comes before the model.</param>
    /// <returns>A graph with raw samples as input and logits as output, of one tile size.</returns>
    public byte[] Rewrite(ForeignPorts ports, Normalization normalization)
    {
        var ending = Ending(ports.Output);
        var rewritten = model.Clone();
        var graph = rewritten.Graph;
        Rename(graph);
        rewritten.IrVersion = Math.Max(4, rewritten.IrVersion);
        rewritten.MetadataProps.Clear();
        graph.ValueInfo.Clear();
        Prepend(graph, ports, normalization);
        Append(rewritten, ports, ending);
        return rewritten.ToByteArray();
    }

    private static void Rename(GraphProto graph)
    {
        foreach (var tensor in graph.Initializer)
        {
            tensor.Name = Own + tensor.Name;
        }

        foreach (var names in graph.Node.SelectMany(n => new[] { n.Input, n.Output }))
        {
            for (var i = 0; i < names.Count; i++)
            {
                names[i] = names[i].Length > 0 ? Own + names[i] : names[i];
            }
        }
    }

    private static void Prepend(GraphProto graph, ForeignPorts ports, Normalization normalization)
    {
        var image = graph.Input[0];
        image.Name = GraphNames.Image;
        graph.Input.Clear();
        graph.Input.Add(image);
        long[] shape = [1, ports.Channels, 1, 1];
        graph.Initializer.Add(Floats("center", shape, normalization.Center));
        graph.Initializer.Add(Floats("scale", shape, normalization.Scale));
        graph.Node.Insert(0, Node("Sub", "centered", GraphNames.Image, "center"));
        graph.Node.Insert(1, Node("Div", Own + ports.Input, "centered", "scale"));
    }

    private static void Append(ModelProto rewritten, ForeignPorts ports, string ending)
    {
        var graph = rewritten.Graph;
        var answer = Own + ports.Output;
        if (!ports.HasChannelAxis)
        {
            var side = ports.TileSize - (2 * ports.Margin);
            graph.Initializer.Add(Integers("shape", [0, 1, side, side]));
            answer = Add(graph, Node("Reshape", "channels", answer, "shape"));
        }

        if (ports.Answers == 1)
        {
            graph.Initializer.Add(Floats("one", [1], [1]));
            Add(graph, Node("Sub", "no", "one", answer));
            answer = Add(graph, WithAxis(Node("Concat", "no_or_yes", "no", answer)));
        }

        if (ending is "Softmax" or "Sigmoid")
        {
            graph.Initializer.Add(Floats("least", [1], [LeastProbability]));
            Add(graph, Node("Max", "possible", answer, "least"));
            answer = Add(graph, Node("Log", "logarithm", "possible"));
        }

        graph.Node.Add(
            ports.Margin > 0 ? Pad(rewritten, ports.Margin, answer) : Node("Identity", GraphNames.Logits, answer)
        );
        graph.Output.Clear();
        graph.Output.Add(Logits(Math.Max(2, ports.Answers), ports.TileSize));
    }

    /// <summary>Since operator set 11 the widths are an input, before they were an attribute.</summary>
    private static NodeProto Pad(ModelProto rewritten, int margin, string answer)
    {
        long[] widths = [0, 0, margin, margin, 0, 0, margin, margin];
        if (rewritten.OpsetImport[0].Version >= 11)
        {
            rewritten.Graph.Initializer.Add(Integers("margins", widths));
            return Node("Pad", GraphNames.Logits, answer, "margins");
        }

        var node = Node("Pad", GraphNames.Logits, answer);
        var pads = new AttributeProto { Name = "pads", Type = AttributeProto.Types.AttributeType.Ints };
        pads.Ints.Add(widths);
        node.Attribute.Add(pads);
        return node;
    }

    private static NodeProto WithAxis(NodeProto node)
    {
        var axis = new AttributeProto { Name = "axis", Type = AttributeProto.Types.AttributeType.Int };
        axis.I = 1;
        node.Attribute.Add(axis);
        return node;
    }

    private static string Add(GraphProto graph, NodeProto node)
    {
        graph.Node.Add(node);
        return node.Output[0];
    }

    private static NodeProto Node(string type, string output, params string[] inputs)
    {
        var node = new NodeProto { OpType = type, Name = output };
        node.Input.Add(inputs);
        node.Output.Add(output);
        return node;
    }

    private static TensorProto Floats(string name, long[] dims, IReadOnlyList<double> values)
    {
        var bytes = MemoryMarshal.AsBytes<float>([.. values.Select(v => (float)v)]);
        return Tensor(name, DataType.Float, dims, bytes);
    }

    private static TensorProto Integers(string name, long[] values) =>
        Tensor(name, DataType.Int64, [values.Length], MemoryMarshal.AsBytes<long>(values));

    private static TensorProto Tensor(string name, DataType type, long[] dims, ReadOnlySpan<byte> bytes)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = (int)type,
            RawData = ByteString.CopyFrom(bytes),
        };
        tensor.Dims.Add(dims);
        return tensor;
    }

    private static ValueInfoProto Logits(int classes, int side)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = "N" });
        foreach (var length in new[] { classes, side, side })
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimValue = length });
        }

        var tensor = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = shape };
        return new ValueInfoProto
        {
            Name = GraphNames.Logits,
            Type = new TypeProto { TensorType = tensor },
        };
    }
}
