using Segment.Trainer.Loop;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Loop;

public class LossTests
{
    [Fact]
    public void The_mean_is_over_labelled_pixels_only() =>
        Assert.All(
            LossCatalog.All,
            loss =>
            {
                using var scope = NewDisposeScope();
                var logits = tensor(new float[] { 2, 0, 5, -1, 0, 1, -3, 4 }, [1, 2, 2, 2]);
                var labels = tensor(new long[] { 0, 1, 255, 255 }, [1, 2, 2]);
                var few = loss.Mean(logits, labels).item<float>();
                var other = logits.clone();
                other[0, 0, 1, 0] = 99;
                Assert.Equal(few, loss.Mean(other, labels).item<float>());
            }
        );

    [Fact]
    public void Cross_entropy_is_the_logarithm_of_the_true_classes_softmax()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new float[] { 2, 0, 0, 1 }, [1, 2, 1, 2]);
        var labels = tensor(new long[] { 0, 0 }, [1, 1, 2]);
        var expected = (Math.Log(1 + Math.Exp(-2)) + Math.Log(1 + Math.Exp(1))) / 2;
        Assert.Equal(expected, LossCatalog.Default.Mean(logits, labels).item<float>(), 5);
    }
}
