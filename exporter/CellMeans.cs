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
    // TensorProto.DataType: FLOAT = 1, INT64 = 7 in onnx.proto.
    private const int Float32 = 1;
    private const int Int64 = 7;
    private const int RowAxis = 2;
    private const int ColumnAxis = 3;

    /// <summary>Appends the nodes.</summary>
    /// <returns>The last one; its output is (N, C, bins, bins).</returns>
    public NodeProto Write()
    {
        var shape = Node("Shape", map);
        var columns = writer.Node("Transpose", [Shares(shape, ColumnAxis)], GraphWriter.Integers("perm", 0, 1, 3, 2));
        return writer.Node("MatMul", [Shares(shape, RowAxis), Node("MatMul", map, columns.Output[0])]);
    }

    /// <summary>
    /// A matrix (1, 1, bins, size) that holds, for each cell and each row (or column) that it covers, one over the count of
    /// those rows, and else 0.
    /// </summary>
    private string Shares(string shape, int axis)
    {
        long[] cells = [.. Enumerable.Range(0, bins)];
        var count = Constant("bins", bins);
        var size = Node("Gather", shape, Constant("axis", axis));
        // floor(i · size / bins), and ceil((i + 1) · size / bins) = floor(((i + 1) · size + bins − 1) / bins).
        var first = Node("Div", Node("Mul", Constant("cells", cells), size), count);
        var later = Node("Mul", Constant("cells.next", [.. cells.Select(i => i + 1)]), size);
        var end = Node("Div", Node("Add", later, Constant("cells.less", bins - 1)), count);
        var column = Constant("second", [1]);
        (first, end) = (Node("Unsqueeze", first, column), Node("Unsqueeze", end, column));
        var places = Places(size);
        var covers = Node("And", Node("GreaterOrEqual", places, first), Node("Less", places, end));
        return Node("Div", Cast(covers, Float32), Cast(Node("Sub", end, first), Float32));
    }

    /// <summary>
    /// The numbers 0 to size − 1, (1, 1, 1, size): a ramp from 0 to 1 stretched to the size. Packages do not carry ONNX's Range,
    /// which makes a tensor of any length of one number.
    /// </summary>
    private string Places(string size)
    {
        var sizes = writer.Node(
            "Concat",
            [Constant("ones", [1, 1, 1]), Node("Unsqueeze", size, Constant("first", [0]))],
            GraphWriter.Integer("axis", 0)
        );
        var ramp = writer.Node(
            "Resize",
            [writer.Initializer("pool.ramp", [0, 1], 1, 1, 1, 2), string.Empty, string.Empty, sizes.Output[0]],
            GraphWriter.Text("mode", "linear"),
            GraphWriter.Text("coordinate_transformation_mode", "align_corners")
        );
        var last = Cast(Node("Sub", size, Constant("step", 1)), Float32);
        return Cast(Node("Round", Node("Mul", ramp.Output[0], last)), Int64);
    }

    private string Node(string operation, params string[] inputs) => writer.Node(operation, inputs).Output[0];

    private string Cast(string value, int type) =>
        writer.Node("Cast", [value], GraphWriter.Integer("to", type)).Output[0];

    private string Constant(string name, long value) => writer.ScalarInitializer($"pool.{name}.{value}", value);

    private string Constant(string name, long[] values) => writer.IntegerInitializer($"pool.{name}.{bins}", values);
}
