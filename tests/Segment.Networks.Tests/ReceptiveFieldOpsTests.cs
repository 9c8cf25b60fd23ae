using Segment.Networks.Ops;

namespace Segment.Networks.Tests;

public sealed class ReceptiveFieldOpsTests
{
    private static readonly ReceptiveFieldOps Ops = new();
    private static readonly PixelReach Image = PixelReach.Image(1);

    [Fact]
    public void A_kernel_reaches_half_its_side()
    {
        Assert.Equal(0, Conv(Image, 1).Radius);
        Assert.Equal(1, Conv(Image, 3).Radius);
        Assert.Equal(3, Conv(Image, 7).Radius);
        Assert.Equal(4, Conv(Conv(Image, 3), 7).Radius);
    }

    [Fact]
    public void After_a_stride_kernels_reach_further()
    {
        var x = Conv(Image, 3, stride: 2);
        Assert.Equal(2, x.Stride);
        Assert.Equal((9, 11), x.At(5));
        Assert.Equal((-11, -5), Conv(x, 3).At(-4)); // Positions −5 to −3 of a map that reads pixels 2i − 1 to 2i + 1.
        Assert.Equal((9, 11), Ops.MaxPool(Image).At(5));
    }

    [Fact]
    public void Nearest_up_sampling_makes_the_reach_depend_on_the_phase()
    {
        var x = Ops.UpsampleTo(Conv(Image, 3, stride: 2), Image, 2);
        Assert.Equal(1, x.Stride);
        Assert.Equal((3, 5), x.At(4));
        Assert.Equal((3, 5), x.At(5)); // Pixel 5 repeats what was computed at pixel 4.
        Assert.Equal((-5, -3), x.At(-3));
        Assert.Equal(2, x.Radius); // Pixel 5 sees pixel 3.
    }

    [Fact]
    public void Joined_paths_reach_as_far_as_the_farther_one()
    {
        var coarse = Ops.UpsampleTo(Conv(Image, 3, stride: 2), Image, 2);
        var both = Ops.Concat(coarse, Conv(Image, 3));
        Assert.Equal((3, 5), both.At(4));
        Assert.Equal((3, 6), both.At(5));
        Assert.Equal(2, both.Channels);
        Assert.Equal((3, 6), Ops.Add(Conv(Image, 3), coarse).At(5));
    }

    [Fact]
    public void Reach_agrees_with_marking_pixels_one_by_one() =>
        // A random chain of operations, read in two ways: intervals, and the set of inputs of each position.
        Gen.Int[0, 3]
            .Array[1, 6]
            .Sample(chain =>
            {
                const int Size = 1024;
                var reach = Image;
                var marks = Enumerable.Range(0, Size).Select(i => (First: i, Last: i)).ToArray();
                foreach (var operation in chain)
                {
                    (reach, marks) = operation switch
                    {
                        0 => (Conv(reach, 3), Window(marks, 3, 1)),
                        1 => (Conv(reach, 5, 2), Window(marks, 5, 2)),
                        2 => (Ops.MaxPool(reach), Window(marks, 3, 2)),
                        _ when reach.Stride > 1 => (
                            Ops.UpsampleTo(reach, reach, 2),
                            [.. marks.SelectMany(m => new[] { m, m })]
                        ),
                        _ => (reach, marks),
                    };
                }

                var middle = marks.Length / 2;
                return Enumerable
                    .Range(middle, Math.Min(reach.Period, marks.Length / 4))
                    .All(i => reach.At(i) == marks[i]);
            });

    private static PixelReach Conv(PixelReach x, int kernel, int stride = 1) =>
        Ops.Conv(x, new Scope("conv"), 1, kernel, stride);

    private static (int First, int Last)[] Window((int First, int Last)[] marks, int kernel, int stride)
    {
        var windows = new (int First, int Last)[marks.Length / stride];
        for (var i = 0; i < windows.Length; i++)
        {
            var taps = Enumerable
                .Range((i * stride) - (kernel / 2), kernel)
                .Where(tap => tap >= 0 && tap < marks.Length)
                .Select(tap => marks[tap])
                .ToArray();
            windows[i] = (taps.Min(t => t.First), taps.Max(t => t.Last));
        }

        return windows;
    }
}
