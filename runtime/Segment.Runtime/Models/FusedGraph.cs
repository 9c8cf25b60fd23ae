using Segment.PackageFormat.Onnx;

namespace Segment.Runtime.Models;

/// <summary>
/// The nodes that ONNX Runtime really runs on a CPU: of a quantised graph, a node between DequantizeLinear and QuantizeLinear
/// reads and writes bytes itself, and a rectifier before QuantizeLinear is part of its range
/// (<see href="https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html"/>). A graph in float32 stays as it is.
/// </summary>
internal sealed class FusedGraph
{
    private static readonly HashSet<string> Fusable = new(StringComparer.Ordinal)
    {
        "Add",
        "AveragePool",
        "Concat",
        "Conv",
        "GlobalAveragePool",
        "MaxPool",
        "Mul",
        "Resize",
        "Sigmoid",
    };

    private readonly Dictionary<string, List<NodeProto>> readers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> dequantized = new(StringComparer.Ordinal);
    private readonly HashSet<string> bytes = new(StringComparer.Ordinal);

    /// <summary>Fuses a graph.</summary>
    /// <param name="graph">The graph, which is not changed.</param>
    public FusedGraph(GraphProto graph)
    {
        foreach (var node in graph.Node)
        {
            foreach (var name in node.Input)
            {
                if (!readers.TryGetValue(name, out var list))
                {
                    readers[name] = list = [];
                }

                list.Add(node);
            }

            if (node.OpType == "DequantizeLinear")
            {
                dequantized[node.Output[0]] = node.Input[0];
            }
        }

        Nodes = [.. Fuse(graph)];
    }

    /// <summary>Gets the nodes, in order.</summary>
    public IReadOnlyList<NodeProto> Nodes { get; }

    /// <summary>Tells whether a tensor holds bytes.</summary>
    /// <param name="tensor">Its name.</param>
    /// <returns>False where it holds numbers of 32 bits.</returns>
    public bool HoldsBytes(string tensor) => bytes.Contains(tensor);

    /// <summary>Gets what a tensor was stored as.</summary>
    /// <param name="tensor">Its name.</param>
    /// <returns>What a DequantizeLinear makes it of; itself where none does.</returns>
    public string Stored(string tensor) => dequantized.GetValueOrDefault(tensor, tensor);

    private IEnumerable<NodeProto> Fuse(GraphProto graph)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in graph.Node)
        {
            if (node.Output.Any(gone.Contains))
            {
                continue;
            }

            if (node.OpType == "QuantizeLinear")
            {
                bytes.Add(node.Output[0]);
                yield return node;
            }
            else if (
                node.OpType == "DequantizeLinear"
                && readers.GetValueOrDefault(node.Output[0], []).TrueForAll(IsFused)
            )
            {
                // What reads it reads the bytes.
            }
            else if (IsFused(node))
            {
                yield return Fused(node, gone);
            }
            else
            {
                yield return node;
            }
        }
    }

    private NodeProto Fused(NodeProto node, HashSet<string> gone)
    {
        var (rectifier, quantizer) = Behind(node);
        gone.Add(quantizer!.Output[0]);
        if (rectifier is not null)
        {
            gone.Add(rectifier.Output[0]);
        }

        var fused = node.Clone();
        for (var i = 0; i < fused.Input.Count; i++)
        {
            fused.Input[i] = Stored(fused.Input[i]);
        }

        fused.Output[0] = quantizer.Output[0];
        bytes.Add(quantizer.Output[0]);
        return fused;
    }

    private bool IsFused(NodeProto node) =>
        Fusable.Contains(node.OpType) && dequantized.ContainsKey(node.Input[0]) && Behind(node).Quantizer is not null;

    /// <summary>The rectifier and the quantizer behind a node, where they alone read it.</summary>
    private (NodeProto? Rectifier, NodeProto? Quantizer) Behind(NodeProto node)
    {
        var next = Only(node);
        var rectifier = next is { OpType: "Relu" or "Clip" } ? next : null;
        var last = rectifier is null ? next : Only(rectifier);
        return last is { OpType: "QuantizeLinear" } ? (rectifier, last) : default;
    }

    private NodeProto? Only(NodeProto node) =>
        readers.TryGetValue(node.Output[0], out var list) && list.Count == 1 ? list[0] : null;
}
