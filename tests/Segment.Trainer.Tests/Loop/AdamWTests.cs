using Segment.Trainer.Loop;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Segment.Trainer.Tests.Loop;

public class AdamWTests
{
    [Theory]
    [InlineData(5, 3, 3, 7)]
    [InlineData(16, 64, 1, 33)]
    public void It_moves_kernels_as_TorchSharps_own_does(int outputs, int inputs, int kernel, int steps)
    {
        using var scope = NewDisposeScope();
        // Channels-last in memory, as the network's kernels are.
        var start = randn(outputs, kernel, kernel, inputs).permute(0, 3, 1, 2);
        using var ours = new Parameter(start.clone());
        using var theirs = new Parameter(start.clone());
        using var optimizer = new AdamW([ours], decay: 0.01);
        using var reference = optim.AdamW([theirs], lr: 1, weight_decay: 0.01);
        for (var step = 0; step < steps; step++)
        {
            var gradient = randn(start.shape);
            var rate = 0.01 / (step + 1);
            optimizer.ClearGradients();
            reference.zero_grad();
            (ours * gradient).sum().backward();
            (theirs * gradient).sum().backward();
            foreach (var group in reference.ParamGroups)
            {
                group.LearningRate = rate;
            }

            optimizer.Step(rate);
            reference.step();
        }

        Assert.True((ours - theirs).abs().max().item<float>() < 1e-6);
    }

    [Fact]
    public void Batch_norms_and_biases_do_not_decay()
    {
        using var scope = NewDisposeScope();
        using var bias = new Parameter(ones(40));
        using var optimizer = new AdamW([bias], decay: 0.5);
        (bias * 0).sum().backward();
        optimizer.Step(0.1);
        Assert.Equal(40, bias.sum().item<float>());
    }

    [Fact]
    public void It_leaves_no_tensor() =>
        Assert.Equal(
            0,
            TensorCount.LeftBy(
                1,
                () =>
                {
                    using var all = NewDisposeScope();
                    using var parameter = new Parameter(ones(4, 4, 3, 3));
                    using var optimizer = new AdamW([parameter], 0.01);
                    for (var step = 0; step < 3; step++)
                    {
                        using var scope = NewDisposeScope();
                        optimizer.ClearGradients();
                        parameter.sum().backward();
                        optimizer.Step(0.1);
                    }

                    optimizer.ClearGradients();
                }
            )
        );
}
