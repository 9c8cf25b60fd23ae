using Segment.Trainer.Loop.Calibrating;

namespace Segment.Trainer.Tests.Loop;

public class TemperatureFitTests
{
    [Theory]
    [InlineData(0.6)]
    [InlineData(1.0)]
    [InlineData(2.5)]
    [InlineData(7.0)]
    public void Logits_that_were_multiplied_are_divided_again(double factor)
    {
        var pixels = Drawn(4, 60_000, factor);
        var temperature = TemperatureFit.Find(pixels);
        Assert.InRange(temperature, factor * 0.97, factor * 1.03);
        var (before, after) = (TemperatureFit.Measure(pixels, 1), TemperatureFit.Measure(pixels, temperature));
        Assert.True(after.Loss <= before.Loss);
        Assert.InRange(after.Error, 0, 0.01);
        Assert.True(factor is 1 || after.Error < before.Error / 2);
    }

    [Fact]
    public void Certainty_that_is_always_right_is_not_pushed_without_end()
    {
        var right = new PixelLogits(2, [4, 0, 0, 3], [0, 1]);
        Assert.Equal(0.5, TemperatureFit.Find(right), 3);
        var wrong = new PixelLogits(2, [400, 0, 0, 300], [1, 0]);
        Assert.Equal(10, TemperatureFit.Find(wrong), 2);
    }

    [Fact]
    public void The_figures_are_those_of_a_hand_count()
    {
        // Confidence 0.75 twice, once right; 0.9 once, right.
        float[] logits = [MathF.Log(3), 0, MathF.Log(3), 0, 0, MathF.Log(9)];
        var measured = TemperatureFit.Measure(new PixelLogits(2, logits, [0, 1, 1]), 1);
        Assert.Equal((Math.Log(4.0 / 3) + Math.Log(4) + Math.Log(10.0 / 9)) / 3, measured.Loss, 6);
        Assert.Equal((2.0 / 3 * 0.25) + (1.0 / 3 * 0.1), measured.Error, 6);
        Assert.Equal(2, measured.Bins[11].Pixels);
        Assert.Equal(0.5, measured.Bins[11].Accuracy);
        Assert.Equal(0.9, measured.Bins[13].Confidence!.Value, 6);
    }

    /// <summary>Labels drawn by the probabilities of logits, which are then multiplied.</summary>
    private static PixelLogits Drawn(int classes, int count, double factor)
    {
        var random = new Random(7);
        var (values, labels) = (new float[classes * count], new byte[count]);
        for (var pixel = 0; pixel < count; pixel++)
        {
            var logits = Enumerable.Range(0, classes).Select(_ => 3 * random.NextDouble()).ToArray();
            var draw = random.NextDouble() * logits.Sum(Math.Exp);
            for (var c = 0; c < classes; c++)
            {
                values[(pixel * classes) + c] = (float)(factor * logits[c]);
                if (draw > 0)
                {
                    (labels[pixel], draw) = ((byte)c, draw - Math.Exp(logits[c]));
                }
            }
        }

        return new PixelLogits(classes, values, labels);
    }
}
