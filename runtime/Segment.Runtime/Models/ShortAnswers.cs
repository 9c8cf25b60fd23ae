using System.Runtime.InteropServices;
using Google.Protobuf;
using Segment.PackageFormat;
using Segment.PackageFormat.Onnx;
using Segment.Raster.Maps;
using DataType = Segment.PackageFormat.Onnx.TensorProto.Types.DataType;

namespace Segment.Runtime.Models;

/// <summary>
/// Adds to a graph two outputs of one byte a pixel, the class index and its confidence, so that these can come back from a
/// device in place of four bytes for each class.
/// </summary>
/// <remarks>
/// With g the greatest logit, d = logit − g and the temperature T: the index is the least one whose d is 0, as an operator's own arg max does not
/// promise which of equals it takes; <see cref="MapLayer.NoData"/> where none is, because g is not finite. The confidence is
/// <see cref="MapLayer.One"/> / Σ exp(d / T), rounded: the same steps as on the host, but for the device's own exp.
/// </remarks>
internal sealed class ShortAnswers
{
    /// <summary>The output with the class indices, uint8 (N, H, W).</summary>
    public const string ClassIndex = "short/class_index";

    /// <summary>The output with the confidences, uint8 (N, H, W), in steps of 1 / <see cref="MapLayer.One"/>.</summary>
    public const string Confidence = "short/confidence";

    /// <summary>The oldest operator set with what is added; since 18 the axes of all reductions are inputs.</summary>
    private const int MinOpset = 13;
    private const int AxesAsInputs = 18;

    private readonly GraphProto graph;
    private readonly long opset;

    private ShortAnswers(GraphProto graph, long opset) => (this.graph, this.opset) = (graph, opset);

    /// <summary>Adds the outputs.</summary>
    /// <param name="graph">A graph with the output <see cref="GraphNames.Logits"/>, which passed its check.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="temperature">The calibration's temperature, above 0; logits are divided by it for the confidence.</param>
    /// <returns>The graph with both outputs more; the same one where it is too old to take them.</returns>
    public static ReadOnlyMemory<byte> Add(ReadOnlyMemory<byte> graph, int classes, double temperature = 1)
    {
        var model = ModelProto.Parser.ParseFrom(graph.Span);
        var version = model.OpsetImport[0].Version;
        if (version < MinOpset)
        {
            return graph;
        }

        var answers = new ShortAnswers(model.Graph, version);
        var distance = answers.Distances();
        answers.AddClassIndex(distance, classes);
        answers.AddConfidence(distance, temperature);
        return model.ToByteArray();
    }

    private string Distances()
    {
        var greatest = Reduce("ReduceMax", GraphNames.Logits, "greatest", keepDimension: true);
        return Node("Sub", "distance", GraphNames.Logits, greatest);
    }

    private void AddClassIndex(string distance, int classes)
    {
        var first = Node("Equal", "is_greatest", distance, Constant("zero", [], 0));
        float[] indices = [.. Enumerable.Range(0, classes).Select(c => (float)c)];
        var index = Constant("indices", [1, classes, 1, 1], indices);
        var named = Node("Where", "named", first, index, Constant("none", [], MapLayer.NoData));
        Output(ClassIndex, Reduce("ReduceMin", named, "least", keepDimension: false));
    }

    private void AddConfidence(string distance, double temperature)
    {
        var cooled =
            temperature == 1
                ? distance
                : Node("Mul", "cooled", distance, Constant("inverse_temperature", [], (float)(1 / temperature)));
        var sum = Reduce("ReduceSum", Node("Exp", "terms", cooled), "sum", keepDimension: false);
        var share = Node("Mul", "steps", Node("Reciprocal", "share", sum), Constant("one", [], MapLayer.One));
        Output(Confidence, Node("Floor", "rounded", Node("Add", "raised", share, Constant("half", [], 0.5f))));
    }

    private void Output(string name, string value)
    {
        var cast = new NodeProto { OpType = "Cast", Name = name };
        cast.Input.Add(value);
        cast.Output.Add(name);
        cast.Attribute.Add(Number("to", (int)DataType.Uint8));
        graph.Node.Add(cast);
        var shape = new TensorShapeProto();
        foreach (var side in new[] { "N", "H", "W" })
        {
            shape.Dim.Add(new TensorShapeProto.Types.Dimension { DimParam = side });
        }

        var type = new TypeProto.Types.Tensor { ElemType = (int)DataType.Uint8, Shape = shape };
        graph.Output.Add(
            new ValueInfoProto
            {
                Name = name,
                Type = new TypeProto { TensorType = type },
            }
        );
    }

    /// <summary>Adds a reduction over the classes.</summary>
    private string Reduce(string type, string input, string name, bool keepDimension)
    {
        var axesAsInput = type == "ReduceSum" || opset >= AxesAsInputs;
        var output = axesAsInput ? Node(type, name, input, Axes()) : Node(type, name, input);
        var node = graph.Node[^1];
        node.Attribute.Add(Number("keepdims", keepDimension ? 1 : 0));
        if (!axesAsInput)
        {
            node.Attribute.Add(
                new AttributeProto
                {
                    Name = "axes",
                    Type = AttributeProto.Types.AttributeType.Ints,
                    Ints = { 1 },
                }
            );
        }

        return output;
    }

    private string Node(string type, string name, params string[] inputs)
    {
        var node = new NodeProto { OpType = type, Name = Own(name) };
        node.Input.AddRange(inputs);
        node.Output.Add(node.Name);
        graph.Node.Add(node);
        return node.Name;
    }

    private string Axes()
    {
        var name = Own("axes");
        if (graph.Initializer.All(tensor => tensor.Name != name))
        {
            var tensor = new TensorProto { Name = name, DataType = (int)DataType.Int64 };
            tensor.Dims.Add(1);
            tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>([1]));
            graph.Initializer.Add(tensor);
        }

        return name;
    }

    private string Constant(string name, long[] shape, params float[] values)
    {
        var tensor = new TensorProto { Name = Own(name), DataType = (int)DataType.Float };
        tensor.Dims.AddRange(shape);
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values));
        graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static AttributeProto Number(string name, long value) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.Int,
            I = value,
        };

    private static string Own(string name) => $"short/{name}";
}
