using Segment.Networks.Ops;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Torch;

/// <summary>Strided convolutions of maps so small that some weights see padding alone, as deep in a network on chips of 16 px.</summary>
public sealed class NarrowMapTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 5)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void Weights_that_see_padding_alone_have_no_gradient_in_either_precision(int height, int width)
    {
        var exact = Gradient(height, width, reduced: false);
        var reduced = Gradient(height, width, reduced: true);

        Assert.All(reduced, g => Assert.True(float.IsFinite(g)));
        var largest = exact.Max(Math.Abs);
        for (var i = 0; i < exact.Length; i++)
        {
            Assert.InRange(reduced[i], exact[i] - (0.02f * largest), exact[i] + (0.02f * largest));
            Assert.True(
                exact[i] != 0 || reduced[i] == 0,
                $"The weight {i} sees nothing and has the gradient {reduced[i]}."
            );
        }
    }

    private static float[] Gradient(int height, int width, bool reduced)
    {
        // What was freed before is what a kernel that reads too far finds.
        for (var size = 1L << 22; size > 0; size /= 2)
        {
            using var junk = full([size], float.NaN);
        }

        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var image = randn([8, 256, height, width], generator: generator);
        var weight = randn([512, 256, 3, 3], generator: generator).requires_grad_(true);
        var values = new Dictionary<string, Tensor>(StringComparer.Ordinal) { ["conv.weight"] = weight };
        var ops = new TorchOps(values, training: true, reduced);
        var answer = ops.Conv(image, new Scope("conv"), 512, kernel: 3, stride: 2);
        Assert.Equal([8, 512, (height + 1) / 2, (width + 1) / 2], answer.shape);
        answer.to_type(ScalarType.Float32).sum().backward();
        return weight.grad!.contiguous().data<float>().ToArray();
    }
}
