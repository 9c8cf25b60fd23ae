using Google.Protobuf;
using Segment.PackageFormat.Onnx;

namespace Segment.PackageFormat;

/// <summary>Decides whether an ONNX graph is of the kind that a package may carry.</summary>
/// <remarks>
/// A graph is one ONNX model without data outside the file, without functions, control flow, operators of other
/// domains or fields that ONNX does not know, with the input and the outputs of <see cref="GraphNames"/>. A host may
/// hand a graph that passes to ONNX Runtime as bytes.
/// </remarks>
public static class GraphCheck
{
    private const int MinOpset = 17;
    private const int MinIrVersion = 8;

    /// <summary>Lists everything that is wrong with a graph.</summary>
    /// <param name="graph">The bytes of <c>model.onnx</c>.</param>
    /// <param name="definition">What the graph has to agree with.</param>
    /// <returns>One sentence for each problem; none for a good graph.</returns>
    public static IReadOnlyList<string> Problems(ReadOnlyMemory<byte> graph, ModelDefinition definition)
    {
        ModelProto model;
        try
        {
            model = ModelProto.Parser.ParseFrom(graph.Span);
        }
        catch (InvalidProtocolBufferException e)
        {
            return [$"The graph is not an ONNX model: {e.Message}"];
        }

        if (model.Graph is null)
        {
            return ["The graph is not an ONNX model: it has no nodes."];
        }

        return [.. Problems(graph, model, MinOpset, MinIrVersion), .. InterfaceCheck.Problems(model.Graph, definition)];
    }

    /// <summary>Lists what is wrong with a graph, whatever its input and outputs.</summary>
    /// <param name="graph">The bytes.</param>
    /// <param name="model">The same, read.</param>
    /// <param name="minOpset">The oldest operator set that is allowed.</param>
    /// <param name="minIrVersion">The oldest ONNX version that is allowed.</param>
    /// <returns>One sentence for each problem.</returns>
    internal static IReadOnlyList<string> Problems(
        ReadOnlyMemory<byte> graph,
        ModelProto model,
        int minOpset,
        int minIrVersion
    ) =>
        [
            .. Fields(graph.Span),
            .. Header(model, minOpset, minIrVersion),
            .. Content(model.Graph),
            .. new NodeCheck(model.Graph).Problems(),
        ];

    private static string[] Fields(ReadOnlySpan<byte> graph) =>
        UnknownFields.First(graph, ModelProto.Descriptor) is { } field
            ? [$"The graph holds a field that is not known: {field}."]
            : [];

    private static IEnumerable<string> Header(ModelProto model, int minOpset, int minIrVersion)
    {
        if (model.IrVersion < minIrVersion)
        {
            yield return $"The graph has ONNX version {model.IrVersion} (ir_version); {minIrVersion} or later is needed.";
        }

        var sets = string.Join(", ", model.OpsetImport.Take(8).Select(o => $"{ShownText.Quote(o.Domain)} {o.Version}"));
        if (model.OpsetImport is not [{ Domain: "" or "ai.onnx" } only] || only.Version < minOpset)
        {
            yield return $"The graph imports the operator sets [{sets}]; ONNX's own set '', version {minOpset} or later, is the only one allowed.";
        }

        if (model.Functions.Count > 0 || model.TrainingInfo.Count > 0 || model.Configuration.Count > 0)
        {
            yield return "The graph holds functions, training steps or device configurations, which are not allowed.";
        }
    }

    private static IEnumerable<string> Content(GraphProto graph)
    {
        if (graph.SparseInitializer.Count > 0 || graph.QuantizationAnnotation.Count > 0)
        {
            yield return "The graph holds sparse weights or quantisation annotations, which are not allowed.";
        }

        foreach (var tensor in graph.Initializer)
        {
            foreach (var problem in TensorCheck.Problems(tensor, $"weight {ShownText.Quote(tensor.Name)}"))
            {
                yield return problem;
            }
        }
    }
}
