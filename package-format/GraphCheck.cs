namespace Segment.PackageFormat;

/// <summary>Decides whether an ONNX graph is of the kind that a package may carry.</summary>
public static class GraphCheck
{
    /// <summary>Lists everything that is wrong with a graph.</summary>
    /// <param name="graph">The bytes of <c>model.onnx</c>.</param>
    /// <param name="definition">What the graph has to agree with.</param>
    /// <returns>One sentence for each problem; none for a good graph.</returns>
    public static IReadOnlyList<string> Problems(ReadOnlyMemory<byte> graph, ModelDefinition definition) =>
        throw new InvalidOperationException();
}
