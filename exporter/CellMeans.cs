using Segment.PackageFormat.Onnx;

namespace Segment.Exporter;

/// <summary>
/// Writes the nodes of <see cref="Networks.Ops.IOps{T}.PoolTo"/> for any height and width: the means are two matrix products,
/// cells × rows and columns × cells, whose matrices the graph itself makes from the map's size. ONNX has no adaptive pool.
/// </summary>
/// <param name="writer">Where the nodes go.</param>
/// <param name="map">The map's name, (N, C, H, W).</param>
/// <param name="bins">Cells along each side, from 2.</param>
internal sealed class CellMeans(GraphWriter writer, string map, int bins)
{
    // TensorProto.DataType: FLOAT = 1 in onnx.proto.
    private const int Float32 = 1;
    private const int RowAxis = 2;
    private const int ColumnAxis = 3;

    /// <summary>Appends the nodes.</summary>
    /// <returns>The last one; its output is (N, C, bins, bins).</returns>
    public NodeProto Write()
    {
        var shape = Node("Shape", map);
        var rows = Shares(shape, RowAxis, cellsFirst: true);
        var columns = Shares(shape, ColumnAxis, cellsFirst: false);
        return writer.Node("MatMul", [rows, Node("MatMul", map, columns)]);
    }

    /// <summary>
    /// A matrix that holds, for each cell and each row (or column) that it covers, one over the count of those rows:
    /// (bins, H) where the cells come first, else (W, bins).
    /// </summary>
    private string Shares(string shape, int axis, bool cellsFirst)
    {
        long[] cells = [.. Enumerable.Range(0, bins)];
        var count = Constant("bins", bins);
        var size = Node("Gather", shape, Constant("axis", axis));
        // floor(i · size / bins), and ceil((i + 1) · size / bins) = floor(((i + 1) · size + bins − 1) / bins).
        var first = Node("Div", Node("Mul", Constant("cells", cells), size), count);
        var later = Node("Mul", Constant("cells.next", [.. cells.Select(i => i + 1)]), size);
        var end = Node("Div", Node("Add", later, Constant("bins.less", bins - 1)), count);
        var places = Node("Range", Constant("zero", 0), size, Constant("one", 1));
        var (across, along) = (Constant("axes.0", [0]), Constant("axes.1", [1]));
        var (cellAxis, placeAxis) = cellsFirst ? (along, across) : (across, along);
        places = Node("Unsqueeze", places, placeAxis);
        (first, end) = (Node("Unsqueeze", first, cellAxis), Node("Unsqueeze", end, cellAxis));
        var covers = Node("And", Node("GreaterOrEqual", places, first), Node("Less", places, end));
        return Node("Div", Float(covers), Float(Node("Sub", end, first)));
    }

    private string Node(string operation, params string[] inputs) => writer.Node(operation, inputs).Output[0];

    private string Float(string value) => writer.Node("Cast", [value], GraphWriter.Integer("to", Float32)).Output[0];

    private string Constant(string name, long value) => writer.ScalarInitializer($"pool.{name}.{value}", value);

    private string Constant(string name, long[] values) => writer.IntegerInitializer($"pool.{name}.{bins}", values);
}
