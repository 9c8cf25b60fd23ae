namespace Segment.PackageFormat.Onnx;

/// <summary>What is asked of the nodes of a graph.</summary>
/// <param name="graph">The graph.</param>
internal sealed class NodeCheck(GraphProto graph)
{
    private const int MaxNodes = 20_000;

    // No kernel, stride, dilation or border of a segmentation network comes near it.
    private const long MaxWindow = 4096;

    private const float MaxResize = 64;

    private static readonly HashSet<string> WindowAttributes = new(StringComparer.Ordinal)
    {
        "kernel_shape",
        "strides",
        "dilations",
        "pads",
        "output_padding",
        "blocksize",
    };

    /// <summary>Lists everything that is wrong with the nodes.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems() =>
        graph.Node.Count > MaxNodes
            ? [$"The graph has {graph.Node.Count} nodes; up to {MaxNodes} are allowed."]
            : Operators().Concat(graph.Node.SelectMany(Attributes)).Concat(Scales()).Concat(Order());

    private IEnumerable<string> Operators()
    {
        foreach (var domain in graph.Node.Select(n => n.Domain).Distinct().Where(d => d is not ("" or "ai.onnx")))
        {
            yield return $"The graph uses the operator domain {ShownText.Quote(domain)}; only ONNX's own operators are allowed.";
        }

        foreach (
            var op in graph.Node.Select(n => n.OpType).Distinct().Where(op => !AllowedOperators.Names.Contains(op))
        )
        {
            yield return $"The graph uses the operator {ShownText.Quote(op)}, which is not among those allowed.";
        }

        if (graph.Node.Any(n => n.Overload.Length > 0 || n.DeviceConfigurations.Count > 0))
        {
            yield return "The graph uses overloads or device configurations of nodes, which are not allowed.";
        }
    }

    private static IEnumerable<string> Attributes(NodeProto node)
    {
        foreach (var a in node.Attribute)
        {
            var where = $"attribute {ShownText.Quote(a.Name)} of node {ShownText.Quote(node.Name)}";
            if (!a.G.IsEmpty || a.Graphs.Count > 0 || !a.Tp.IsEmpty || a.TypeProtos.Count > 0)
            {
                yield return $"The {where} holds a graph or a type, which is not allowed.";
            }

            if (!a.SparseTensor.IsEmpty || a.SparseTensors.Count > 0 || a.RefAttrName.Length > 0)
            {
                yield return $"The {where} holds a sparse tensor or a reference, which is not allowed.";
            }

            if (WindowAttributes.Contains(a.Name) && a.Ints.Append(a.I).Any(v => v is < 0 or > MaxWindow))
            {
                yield return $"The {where} holds a number outside 0–{MaxWindow}.";
            }

            var tensors = a.T is null ? a.Tensors : a.Tensors.Append(a.T);
            foreach (var problem in tensors.SelectMany(t => TensorCheck.Problems(t, where)))
            {
                yield return problem;
            }
        }
    }

    // A resize and a border are the operators on the list that make a large map of a small one by a number.
    private IEnumerable<string> Scales()
    {
        // Exporters store a factor as a weight, or as a node of its own.
        var constants = graph
            .Node.Where(n => n is { OpType: "Constant", Output.Count: 1, Attribute: [{ Name: "value", T: not null }] })
            .Select(n => new TensorProto(n.Attribute[0].T) { Name = n.Output[0] });
        var floats = graph
            .Initializer.Concat(constants)
            .GroupBy(t => t.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var node in graph.Node.Where(n => n.OpType == "Pad"))
        {
            if (
                node.Input.Count < 2
                || !floats.TryGetValue(node.Input[1], out var border)
                || Integers(border).Any(v => v is < 0 or > MaxWindow)
            )
            {
                yield return $"Node {ShownText.Quote(node.Name)} adds a border that is not stored in the graph or is outside 0–{MaxWindow}.";
            }
        }

        // Sizes in place of factors come from the shapes of other tensors: pyramids fit their levels that way.
        foreach (var node in graph.Node.Where(n => n.OpType == "Resize" && n.Input.Count == 3))
        {
            if (
                !floats.TryGetValue(node.Input[2], out var scales)
                || Floats(scales).Any(v => v is not (> 0 and <= MaxResize))
            )
            {
                yield return $"Node {ShownText.Quote(node.Name)} resizes by a factor that is not stored in the graph or is above {MaxResize}.";
            }
        }
    }

    private static IEnumerable<long> Integers(TensorProto t) =>
        t.RawData.IsEmpty
            ? t.Int64Data
            : System.Runtime.InteropServices.MemoryMarshal.Cast<byte, long>(t.RawData.Span).ToArray();

    private static IEnumerable<float> Floats(TensorProto t) =>
        t.RawData.IsEmpty
            ? t.FloatData
            : System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(t.RawData.Span).ToArray();

    private IEnumerable<string> Order()
    {
        var known = new HashSet<string>(StringComparer.Ordinal) { "" };
        foreach (var name in graph.Input.Select(v => v.Name).Concat(graph.Initializer.Select(t => t.Name)))
        {
            if (!known.Add(name))
            {
                yield return $"The graph names two tensors {ShownText.Quote(name)}.";
            }
        }

        foreach (var node in graph.Node)
        {
            foreach (var name in node.Input.Where(name => !known.Contains(name)))
            {
                yield return $"Node {ShownText.Quote(node.Name)} reads {ShownText.Quote(name)} before anything wrote it.";
            }

            foreach (var name in node.Output.Where(name => name.Length > 0 && !known.Add(name)))
            {
                yield return $"The graph names two tensors {ShownText.Quote(name)}.";
            }
        }

        foreach (var output in graph.Output.Where(o => !known.Contains(o.Name)))
        {
            yield return $"Nothing writes the output {ShownText.Quote(output.Name)}.";
        }
    }
}
