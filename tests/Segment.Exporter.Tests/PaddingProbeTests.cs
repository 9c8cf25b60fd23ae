using Segment.Networks.Ops;

namespace Segment.Exporter.Tests;

public sealed class PaddingProbeTests
{
    private static readonly Scope Root = new(string.Empty);
    private static readonly Normalization One = new([0], [1]);

    [Fact]
    public void A_network_that_looks_at_single_pixels_needs_none() => Assert.Equal(0, Measure(1, 4, 1f, 4));

    [Fact]
    public void A_chain_of_equal_kernels_needs_one_pixel_each() =>
        Assert.Equal(5, Measure(3, 5, 1f, 100, threshold: 1e-6));

    [Fact]
    public void The_padding_is_rounded_up_to_the_stride() =>
        Assert.Equal(8, Measure(3, 5, 1f, 100, stride: 8, threshold: 1e-6));

    [Fact]
    public void No_more_is_asked_for_than_the_receptive_field() => Assert.Equal(4, Measure(3, 9, 1f, 3, stride: 4));

    [Fact]
    public void Kernels_that_hardly_look_aside_need_little()
    {
        Assert.Equal(0, Measure(3, 5, 1e-5f, 100));
        Assert.InRange(Measure(3, 5, 0.1f, 100), 1, 4);
    }

    // Seventy steps of ±1 pixel spread as the root of their number: hardly anything comes from further than 40 pixels.
    [Fact]
    public void Far_pixels_that_hardly_count_need_no_padding() => Assert.InRange(Measure(3, 70, 1f, 70), 15, 40);

    [Fact]
    public void An_image_with_the_wrong_number_of_values_is_refused()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            PaddingProbe.Measure(Chain(1, 1, 1f), 4, 4, new float[15], 8, 8)
        );
        Assert.StartsWith(
            "The image of 4 × 4 pixels has 15 values; the graph has 1 bands.",
            e.Message,
            StringComparison.Ordinal
        );
    }

    private static int Measure(
        int kernel,
        int layers,
        float aside,
        int radius,
        int stride = 1,
        double threshold = 0.01
    ) =>
        PaddingProbe.Measure(
            Chain(kernel, layers, aside),
            40,
            30,
            Samples.Image(new([5], [1]), 40, 30),
            stride,
            radius,
            threshold
        );

    /// <summary>Convolutions one after the other, whose kernels weigh the middle 1 and what lies aside as given, sum 1.</summary>
    private static byte[] Chain(int kernel, int layers, float aside)
    {
        var values = Enumerable.Repeat(aside, kernel * kernel).ToArray();
        values[values.Length / 2] = 1;
        var sum = values.Sum();
        float[] weights = [.. values.Select(v => v / sum)];
        return Graphs.Of(
            _ => weights,
            One,
            (ops, x) => Enumerable.Range(0, layers).Aggregate(x, (y, i) => ops.Conv(y, Root[i], 1, kernel))
        );
    }
}
