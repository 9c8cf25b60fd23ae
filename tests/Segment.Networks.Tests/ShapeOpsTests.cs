using Segment.Networks.Ops;

namespace Segment.Networks.Tests;

public sealed class ShapeOpsTests
{
    private static readonly Scope Root = new(string.Empty);

    [Fact]
    public void Conv_counts_parameters_and_work()
    {
        var ops = new ShapeOps();
        Assert.Equal(new MapShape(16, 5, 3), ops.Conv(new(6, 9, 6), Root["a"], 16, 3, 2));
        Assert.Equal(new MapShape(4, 9, 6), ops.Conv(new(6, 9, 6), Root["b"], 4, 1, bias: true));

        Assert.Equal((16 * 6 * 9) + (4 * 6) + 4, ops.ParameterCount);
        Assert.Equal((5 * 3 * 16 * 6 * 9) + (9 * 6 * 4 * 6), ops.MultiplyAdds);
        Assert.Equal((16 * 5 * 3) + (4 * 9 * 6), ops.MapValues);
        Assert.Equal(["a.weight", "b.bias", "b.weight"], ops.Parameters.Keys);
    }

    [Fact]
    public void Running_statistics_are_declared_but_not_counted()
    {
        var ops = new ShapeOps();
        _ = ops.BatchNorm(new(8, 4, 4), Root["bn"]);
        Assert.Equal(["bn.bias", "bn.running_mean", "bn.running_var", "bn.weight"], ops.Parameters.Keys);
        Assert.Equal(16, ops.ParameterCount);
        Assert.Equal(["bn.bias", "bn.weight"], ops.Parameters.Values.Where(p => p.IsLearned).Select(p => p.Name));
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        var ops = new ShapeOps();
        Refused(
            "Cannot add MapShape { C = 3, H = 4, W = 5 } and MapShape { C = 2, H = 4, W = 5 }: shapes differ.",
            () => ops.Add(new(3, 4, 5), new(2, 4, 5))
        );
        Refused(
            "Cannot stack the channels of MapShape { C = 3, H = 4, W = 5 } and MapShape { C = 3, H = 4, W = 4 }: sizes differ.",
            () => ops.Concat(new(3, 4, 5), new(3, 4, 4))
        );
        Refused(
            "Cannot enlarge MapShape { C = 3, H = 4, W = 5 } by 2 to the size of MapShape { C = 1, H = 9, W = 10 }.",
            () => ops.UpsampleTo(new(3, 4, 5), new(1, 9, 10), 2)
        );
        Refused(
            "Cannot enlarge MapShape { C = 3, H = 4, W = 5 } by 1: the factor starts at 2.",
            () => ops.UpsampleTo(new(3, 4, 5), new(1, 4, 5), 1)
        );
        Refused("Convolution 'a.b': kernel 4 is not odd.", () => ops.Conv(new(3, 4, 5), Root["a"]["b"], 8, 4));
        Refused(
            "Convolution 'a.0': 8 channels, stride 0, dilation 1.",
            () => ops.Conv(new(3, 4, 5), Root["a"][0], 8, 3, 0)
        );
    }

    [Fact]
    public void A_parameter_declared_twice_is_refused()
    {
        var ops = new ShapeOps();
        _ = ops.Conv(new(3, 4, 5), Root["a"], 8, 3);
        Refused("Parameter 'a.weight' is declared twice.", () => ops.Conv(new(3, 4, 5), Root["a"], 8, 3));
    }

    private static void Refused(string message, Func<MapShape> apply) =>
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => apply()).Message);
}
