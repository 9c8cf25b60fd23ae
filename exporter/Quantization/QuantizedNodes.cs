using Segment.PackageFormat.Onnx;

namespace Segment.Exporter.Quantization;

/// <summary>
/// Which nodes of a network's graph compute in 8 bits, and which tensors therefore become bytes. The rest stays in
/// float32 between them.
/// </summary>
/// <remarks>
/// A node is chosen where ONNX Runtime has it in 8 bits and fuses it with the nodes around it
/// (<see href="https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html"/>). Elsewhere a conversion
/// to bytes and back would only cost time and accuracy: in normalisations over channels, GELU, and what follows a mean
/// over the whole tile, which is one number a channel.
/// </remarks>
internal sealed class QuantizedNodes
{
    private readonly GraphProto graph;
    private readonly HashSet<string> constants;
    private readonly Dictionary<string, NodeProto> producers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NodeProto> reader = new(StringComparer.Ordinal);

    // Maps: what comes from the image. Points: means over the tile, and what is computed of them alone.
    private readonly HashSet<string> maps = new(StringComparer.Ordinal);
    private readonly HashSet<string> points = new(StringComparer.Ordinal);
    private readonly HashSet<string> answers = new(StringComparer.Ordinal);
    private readonly HashSet<string> chosen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> scaleOf = new(StringComparer.Ordinal);

    /// <summary>Chooses.</summary>
    /// <param name="graph">A graph of <see cref="NetworkExporter"/>.</param>
    /// <param name="floatStem">
    /// Whether the first convolution, which reads the image, stays in float32. The last one always does: 256 different
    /// logits would tie too often, and keeping it costs no time.
    /// </param>
    public QuantizedNodes(GraphProto graph, bool floatStem)
    {
        this.graph = graph;
        constants = graph
            .Initializer.Where(t => !t.RawData.IsEmpty)
            .Select(t => t.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            foreach (var name in node.Input)
            {
                readers[name] = readers.GetValueOrDefault(name) + 1;
                reader[name] = node;
            }

            foreach (var name in node.Output)
            {
                producers[name] = node;
            }
        }

        maps.UnionWith(graph.Input.Select(i => i.Name));
        Choose(floatStem);
    }

    /// <summary>Gets the tensors that become bytes, in the order in which they are made.</summary>
    public IReadOnlyList<string> Tensors { get; private set; } = [];

    /// <summary>Tells whether a node computes in 8 bits.</summary>
    /// <param name="node">A node of the graph.</param>
    /// <returns>Whether it does.</returns>
    public bool Contains(NodeProto node) => chosen.Contains(node.Output[0]);

    /// <summary>
    /// Gets the tensor whose scale a tensor shares: one that only chooses, repeats or mixes another's values keeps its bytes.
    /// </summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <returns>The first tensor of its group; itself where it shares with none.</returns>
    public string Group(string tensor)
    {
        while (scaleOf.TryGetValue(tensor, out var other))
        {
            tensor = other;
        }

        return tensor;
    }

    private void Choose(bool floatStem)
    {
        var convolutions = graph.Node.Where(n => n.OpType == "Conv").ToList();
        if (convolutions.Count == 0)
        {
            return;
        }

        var (first, last) = (convolutions[0].Output[0], convolutions[^1].Output[0]);
        var found = new List<string>();
        foreach (var node in graph.Node)
        {
            Follow(node, isHead: node.Output[0] == last);
            var stays = (floatStem && node.Output[0] == first) || answers.Contains(node.Output[0]);
            if (!stays && IsSupported(node))
            {
                chosen.Add(node.Output[0]);
                found.AddRange(node.Input.Where(maps.Contains));
                found.Add(Result(node));
                Share(node);
            }
        }

        Tensors = [.. found.Distinct(StringComparer.Ordinal)];
    }

    private void Follow(NodeProto node, bool isHead)
    {
        var inputs = node.Input.Where(maps.Contains).ToList();
        if (inputs.Count == 0 || node.OpType == "Shape")
        {
            return;
        }

        maps.UnionWith(node.Output);
        if (node.OpType == "GlobalAveragePool" || (node.OpType != "Resize" && inputs.TrueForAll(points.Contains)))
        {
            points.UnionWith(node.Output);
        }

        if (isHead || inputs.Exists(answers.Contains))
        {
            answers.UnionWith(node.Output);
        }
    }

    private bool IsSupported(NodeProto node)
    {
        var inputs = node.Input.Where(n => n.Length > 0 && !constants.Contains(n)).ToList();
        if (!maps.Contains(node.Output[0]) || inputs.TrueForAll(points.Contains) && node.OpType != "Resize")
        {
            return false;
        }

        return node.OpType switch
        {
            "Conv" => constants.Contains(node.Input[1]),
            "Add" => inputs.Count == 2,
            "Concat" or "MaxPool" or "AveragePool" or "GlobalAveragePool" or "Resize" => true,
            "Sigmoid" => IsChosen(inputs[0]),
            // x · sigmoid(x), and maps weighted channel by channel; other products belong to functions that stay in float32.
            "Mul" => inputs.Count == 2
                && inputs.Exists(name =>
                    points.Contains(name) || (producers[name].OpType == "Sigmoid" && IsChosen(name))
                ),
            _ => false,
        };
    }

    private bool IsChosen(string tensor) => chosen.Contains(tensor);

    /// <summary>The tensor that a node's bytes stand for: behind the rectifier that alone reads it.</summary>
    private string Result(NodeProto node)
    {
        var made = node.Output[0];
        return readers.GetValueOrDefault(made) == 1 && reader[made] is { OpType: "Relu" or "Clip" } rectifier
            ? rectifier.Output[0]
            : made;
    }

    private void Share(NodeProto node)
    {
        if (node.OpType is "MaxPool" or "Resize")
        {
            foreach (var name in node.Input.Where(maps.Contains))
            {
                var (a, b) = (Group(name), Group(node.Output[0]));
                if (a != b)
                {
                    scaleOf[b] = a;
                }
            }
        }
    }
}
