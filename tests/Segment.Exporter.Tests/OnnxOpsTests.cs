using Segment.Networks.Ops;

namespace Segment.Exporter.Tests;

public sealed class OnnxOpsTests
{
    private static readonly Scope Root = new(string.Empty);
    private static readonly Normalization One = new([0], [1]);

    /// <summary>Gets the graphs of one operation each.</summary>
    public static TheoryData<string> Operations => [.. Chains.Names];

    [Theory]
    [MemberData(nameof(Operations))]
    public void An_operation_does_in_the_graph_what_is_written(string operation)
    {
        foreach (var (height, width) in new[] { (8, 8), (24, 16), (8, 40) })
        {
            Normalization normalization = new([3, 5], [2, 4]);
            var shapes = new ShapeOps();
            _ = Chains.Apply(operation, shapes, new MapShape(2, height, width));
            var weights = Samples.Weights(shapes.Parameters);
            var pixels = Samples.Image(normalization, height, width);
            var plane = height * width;
            double[] image = [.. pixels.Select((v, i) => i < plane ? (v - 3.0) / 2 : (v - 5.0) / 4)];
            using var session = new GraphSession(
                Graphs.Of(weights, normalization, (ops, x) => Chains.Apply(operation, ops, x))
            );
            var logits = session.Run(height, width, pixels);
            var expected = Chains.Apply(operation, new NaiveOps(weights), new NaiveMap(2, height, width, image)).Values;
            Assert.Equal(expected.Length, logits.Length);
            Assert.All(expected.Zip(logits), pair => Assert.Equal(pair.First, pair.Second, 2e-5));
        }
    }

    [Fact]
    public void A_convolution_that_a_batch_norm_was_folded_into_cannot_be_read()
    {
        var ops = new OnnxOps(Ones);
        var x = ops.Conv(ops.Image("image", One), Root["conv"], 1, 1);
        var y = ops.BatchNorm(x, Root["bn"]);
        var e = Assert.Throws<InvalidOperationException>(() => ops.Add(x, y));
        Assert.Equal(
            $"Value '{x.Name}' cannot be read: it is not of this graph, or a batch norm was folded into it.",
            e.Message
        );
    }

    [Fact]
    public void A_negative_variance_is_refused()
    {
        var ops = new OnnxOps(name => name == "bn.running_var" ? [-1f] : [1f]);
        var x = ops.Conv(ops.Image("image", One), Root["conv"], 1, 1);
        var e = Assert.Throws<SegmentDataException>(() => ops.BatchNorm(x, Root["bn"]));
        Assert.Equal(
            "Parameter 'bn.running_var' holds -1, and a variance is never negative: the weights are damaged. "
                + "Train again, or restore the run's folder.",
            e.Message
        );
    }

    [Fact]
    public void A_batch_norm_is_folded_into_a_convolution_with_a_constant_too()
    {
        Normalization normalization = new([3, 5], [2, 4]);
        var shapes = new ShapeOps();
        _ = Chain(shapes, new MapShape(2, 8, 8));
        var weights = Samples.Weights(shapes.Parameters);
        var pixels = Samples.Image(normalization, 8, 8);
        var image = new NaiveMap(2, 8, 8, [.. pixels.Select((v, i) => i < 64 ? (v - 3.0) / 2 : (v - 5.0) / 4)]);
        using var session = new GraphSession(Graphs.Of(weights, normalization, Chain));

        var logits = session.Run(8, 8, pixels);

        Assert.All(
            Chain(new NaiveOps(weights), image).Values.Zip(logits),
            pair => Assert.Equal(pair.First, pair.Second, 1e-5)
        );

        // Every operation once, with a pool, which the networks of stride 8 do not use.
        static T Chain<T>(IOps<T> ops, T x)
        {
            var fine = ops.BatchNorm(ops.Conv(x, Root["a"], 16, 3, bias: true), Root["an"]);
            var coarse = ops.Conv(ops.MaxPool(fine), Root["b"], 8, 1);
            return ops.Conv(ops.Concat(fine, ops.UpsampleTo(coarse, fine, 2)), Root["c"], 3, 5, bias: true);
        }
    }

    private static float[] Ones(string name) => [1f];
}
