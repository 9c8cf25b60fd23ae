using Segment.Raster.Maps;
using Segment.Runtime.Layers;

namespace Segment.Runtime.Tests.Layers;

public sealed class SoftmaxRowTests
{
    private static readonly Gen<(int Classes, int Length, int Before, int Seed, double Temperature)> Runs =
        from classes in Gen.Int[2, 40]
        from length in Gen.Int[1, 150]
        from before in Gen.Int[0, 20]
        from seed in Gen.Int
        from temperature in Gen.Double[0.5, 3]
        select (classes, length, before, seed, temperature);

    [Fact]
    public void Every_layer_is_what_its_formula_says() =>
        Runs.Sample(
            c =>
            {
                var (row, logits, plane) = Compute(c);
                var (confidence, entropy) = (new byte[c.Length], new byte[c.Length]);
                row.Confidence(confidence);
                row.Entropy(entropy);
                for (var i = 0; i < c.Length; i++)
                {
                    var p = Softmax(logits, plane, c.Before + i, c.Classes, c.Temperature);
                    var h = -p.Sum(v => v > 0 ? v * Math.Log(v) : 0) / Math.Log(c.Classes);
                    Assert.InRange(confidence[i], (250 * p.Max()) - 0.51, (250 * p.Max()) + 0.51);
                    Assert.InRange(entropy[i], (250 * h) - 0.51, (250 * h) + 0.51);
                }
            },
            iter: 100
        );

    [Fact]
    public void Probabilities_sum_to_one_within_rounding_and_the_greatest_is_the_confidence() =>
        Runs.Sample(
            c =>
            {
                var (row, _, _) = Compute(c);
                var confidence = new byte[c.Length];
                row.Confidence(confidence);
                var all = new byte[c.Classes][];
                for (var k = 0; k < c.Classes; k++)
                {
                    row.Probability(k, all[k] = new byte[c.Length]);
                }

                for (var i = 0; i < c.Length; i++)
                {
                    Assert.InRange(all.Sum(p => p[i]), MapLayer.One - (c.Classes / 2), MapLayer.One + (c.Classes / 2));
                    // Two divisions of nearly equal numbers may fall on either side of a half.
                    Assert.InRange(all.Max(p => p[i]), confidence[i] - 1, confidence[i] + 1);
                }
            },
            iter: 100
        );

    [Fact]
    public void A_class_that_cannot_win_has_no_probability_and_does_not_count_for_the_entropy()
    {
        // Three classes, the first out of the running, the others alike.
        var logits = new float[] { float.MinValue, 2, 2 };
        var row = new SoftmaxRow(3, 2, 1, 1, keepAll: true);
        var value = new byte[1];

        row.Compute(logits, 1, 0, 1);

        row.Probability(0, value);
        Assert.Equal(0, value[0]);
        row.Probability(1, value);
        Assert.Equal(125, value[0]);
        row.Entropy(value);
        Assert.Equal(MapLayer.One, value[0]);
    }

    [Fact]
    public void Logits_far_apart_make_no_NaN()
    {
        var logits = new[] { 1e30f, -1e30f, float.NegativeInfinity };
        var row = new SoftmaxRow(3, 3, 1, 1, keepAll: false);
        var value = new byte[1];

        row.Compute(logits, 1, 0, 1);

        row.Confidence(value);
        Assert.Equal(MapLayer.One, value[0]);
        row.Entropy(value);
        Assert.Equal(0, value[0]);
    }

    [Fact]
    public void Bytes_are_rounded_to_the_nearest_step_whatever_the_length() =>
        (from length in Gen.Int[0, 200] from seed in Gen.Int select (length, seed)).Sample(
            c =>
            {
                var random = new Random(c.seed);
                var values = new float[c.length];
                foreach (ref var value in values.AsSpan())
                {
                    value = (float)((random.NextDouble() * 1.4) - 0.2);
                }

                var bytes = new byte[c.length];
                Quantization.ToBytes(values, bytes);

                for (var i = 0; i < c.length; i++)
                {
                    Assert.Equal(Math.Clamp(values[i], 0, 1), bytes[i] / 250.0, 0.0020001);
                }
            },
            iter: 100
        );

    private static (SoftmaxRow Row, float[] Logits, int Plane) Compute(
        (int Classes, int Length, int Before, int Seed, double Temperature) c
    )
    {
        var random = new Random(c.Seed);
        var plane = c.Before + c.Length + 3;
        var logits = new float[c.Classes * plane];
        foreach (ref var logit in logits.AsSpan())
        {
            logit = (float)((random.NextDouble() * 12) - 6);
        }

        var row = new SoftmaxRow(c.Classes, c.Classes, c.Temperature, 200, keepAll: true);
        row.Compute(logits, plane, c.Before, c.Length);
        return (row, logits, plane);
    }

    private static double[] Softmax(float[] logits, int plane, int at, int classes, double temperature)
    {
        var terms = Enumerable.Range(0, classes).Select(k => Math.Exp(logits[(k * plane) + at] / temperature)).ToList();
        return [.. terms.Select(term => term / terms.Sum())];
    }
}
