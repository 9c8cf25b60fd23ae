using Segment.Exporter.Quantization;

namespace Segment.Exporter.Tests.Quantization;

public sealed class ValueRangeTests
{
    [Theory]
    [InlineData(-1.3, 2.7)]
    [InlineData(0.5, 3)]
    [InlineData(-4, -1)]
    [InlineData(0, 0)]
    [InlineData(1e-12, 1e-9)]
    public void Zero_is_one_of_the_256_values(double low, double high)
    {
        var range = ValueRange.Of(low, high);

        Assert.True(range is { Low: <= 0, High: >= 0, Scale: > 0 });
        Assert.Equal(0, range.Scale * (range.ZeroPoint - (int)range.ZeroPoint));
        Assert.InRange(range.Scale * (0 - range.ZeroPoint), range.Low - range.Scale, range.Low + range.Scale);
    }

    [Fact]
    public void What_is_never_negative_begins_at_byte_0()
    {
        var range = ValueRange.Of(0, 5.1);

        Assert.Equal(0, range.ZeroPoint);
        Assert.Equal(0.02f, range.Scale, 6);
    }

    [Fact]
    public void Ranges_that_share_a_scale_hold_each_other()
    {
        Assert.Equal(new ValueRange(-2, 7), ValueRange.Of(-2, 1).Join(ValueRange.Of(0, 7)));
    }

    [Fact]
    public void A_rare_great_value_is_cut_off_and_a_common_one_is_not()
    {
        float[] values = [.. Enumerable.Range(0, 1_000_000).Select(i => i / 1e6f), 4];

        Assert.InRange(Range(values).High, 0.9, 3);
        Assert.Equal(1, Range([.. Enumerable.Range(0, 10_000).Select(i => i / 9_999f)]).High, 1);
    }

    [Fact]
    public void A_tensor_of_one_value_has_a_range()
    {
        Assert.Equal(new ValueRange(0, 3), Range([3, 3, 3]));
        Assert.Equal(new ValueRange(0, 1), Range([0, 0]));
    }

    private static ValueRange Range(float[] values)
    {
        var histogram = new TensorHistogram();
        histogram.Extend(values);
        histogram.Count(values);
        return histogram.BestRange();
    }
}
