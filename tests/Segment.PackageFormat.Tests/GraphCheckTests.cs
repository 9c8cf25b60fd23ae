using Google.Protobuf;
using Segment.PackageFormat.Onnx;

namespace Segment.PackageFormat.Tests;

public sealed class GraphCheckTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_graph_as_the_exporter_writes_it_is_good(bool hasClassOutput)
    {
        var definition = Samples.Definition with { HasClassOutput = hasClassOutput };

        Assert.Empty(GraphCheck.Problems(Graphs.Sound(definition), definition));
    }

    [Theory]
    [MemberData(nameof(BadGraphs.All), MemberType = typeof(BadGraphs), DisableDiscoveryEnumeration = true)]
    public void A_problem_is_told(string what, Action<ModelProto> change, string problem)
    {
        Assert.NotEmpty(what);

        Assert.Equal([problem], GraphCheck.Problems(Graphs.Changed(change), Samples.Definition));
    }

    [Theory]
    [InlineData("Loop")]
    [InlineData("Scan")]
    [InlineData("Expand")]
    [InlineData("Tile")]
    [InlineData("Range")]
    [InlineData("RandomNormal")]
    [InlineData("RandomUniformLike")]
    [InlineData("Multinomial")]
    [InlineData("ImageDecoder")]
    [InlineData("StringConcat")]
    [InlineData("SequenceConstruct")]
    [InlineData("Optional")]
    [InlineData("NonZero")]
    [InlineData("Compress")]
    [InlineData("EyeLike")]
    [InlineData("Einsum")]
    [InlineData("conv")]
    public void An_operator_that_no_segmentation_network_has_is_told(string op) =>
        Assert.Equal(
            [$"The graph uses the operator '{op}', which is not among those allowed."],
            GraphCheck.Problems(Graphs.Changed(m => m.Graph.Node[0].OpType = op), Samples.Definition)
        );

    [Fact]
    public void A_missing_class_index_is_told() =>
        Assert.Equal(
            ["The graph's outputs are 'logits'; it needs 'logits', 'class_index'."],
            GraphCheck.Problems(Graphs.Sound(Samples.Definition), Samples.Definition with { HasClassOutput = true })
        );

    [Theory]
    [InlineData(false, "")]
    [InlineData(true, "ModelProto field 200")]
    public void Fields_that_are_not_ONNX_are_noticed(bool hidden, string field)
    {
        byte[] extra = hidden ? [0xC2, 0x0C, 1, 65] : [];

        var problems = GraphCheck.Problems((byte[])[.. Graphs.Sound(Samples.Definition), .. extra], Samples.Definition);

        Assert.Equal(hidden ? [$"The graph holds a field that is not known: {field}."] : [], problems);
    }

    [Fact]
    public void A_hidden_field_of_a_node_is_noticed()
    {
        var graph = Graphs.Sound(Samples.Definition);
        var op = graph.AsSpan().IndexOf("\"\u0003Div"u8);
        // NodeProto.op_type = 4 becomes field 15 of the same kind.
        graph[op] = 0x7A;

        Assert.Contains(
            "The graph holds a field that is not known: NodeProto field 15.",
            GraphCheck.Problems(graph, Samples.Definition)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    public void Bytes_that_are_no_model_are_told(string text) =>
        Assert.StartsWith(
            "The graph is not an ONNX model: ",
            Assert.Single(GraphCheck.Problems(System.Text.Encoding.ASCII.GetBytes(text), Samples.Definition)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Conv")]
    [InlineData("ConvTranspose")]
    [InlineData("Resize")]
    [InlineData("HardSwish")]
    [InlineData("QuantizeLinear")]
    [InlineData("DequantizeLinear")]
    [InlineData("ArgMax")]
    [InlineData("Softmax")]
    public void What_a_segmentation_network_needs_is_allowed(string op) => Assert.Contains(op, AllowedOperators.Names);

    [Theory]
    [InlineData("If")]
    [InlineData("Loop")]
    [InlineData("Scan")]
    [InlineData("Expand")]
    [InlineData("Tile")]
    [InlineData("Range")]
    [InlineData("RandomNormal")]
    public void What_could_run_away_is_not_allowed(string op) => Assert.DoesNotContain(op, AllowedOperators.Names);

    [Fact]
    public void Weights_listed_as_numbers_are_good_too()
    {
        var graph = Graphs.Changed(m =>
        {
            var weight = m.Graph.Initializer[2];
            weight.RawData = ByteString.Empty;
            weight.FloatData.Add([1, 2, 3, 4, 5, 6]);
        });

        Assert.Empty(GraphCheck.Problems(graph, Samples.Definition));
    }
}
