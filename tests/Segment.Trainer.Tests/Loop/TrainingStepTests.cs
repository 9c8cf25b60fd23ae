using System.Runtime.InteropServices;
using Segment.Networks;
using Segment.Trainer.Data;
using Segment.Trainer.Loop;
using Segment.Trainer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Loop;

public class TrainingStepTests
{
    private static readonly ComputeDevice Float32 = new(DeviceType.CPU, BFloat16: false);
    private static readonly SegmentationNetwork Network = SegmentationNetwork.Create(new("unet", "light", 3, 2));

    [Fact]
    public void Too_little_memory_halves_the_batch_until_it_fits_and_says_so()
    {
        var told = new List<string>();
        using var model = new TorchNetwork(Network, 1, Float32);
        using var step = new TrainingStep(model, null, Float32, WithRoomFor(2), Settings, told.Add);
        using var batch = Batch(8);
        var (loss, pixels) = step.Run(batch, 1e-3, 1, 0);
        Assert.True(double.IsFinite(loss));
        Assert.Equal(8 * 16 * 16, pixels);
        Assert.Equal(4, step.Parts);
        Assert.Equal(1, step.Optimizer.Steps);
        Assert.Equal(
            [
                "Memory does not hold 8 chips of a step at once: the batch is halved to 4 chips, and each step takes 2 of them before the weights move.",
                "Memory does not hold 8 chips of a step at once: the batch is halved to 2 chips, and each step takes 4 of them before the weights move.",
            ],
            told
        );
    }

    [Fact]
    public void What_does_not_fit_with_two_chips_is_told_with_the_remedy()
    {
        using var model = new TorchNetwork(Network, 1, Float32);
        using var step = new TrainingStep(model, null, Float32, WithRoomFor(1), Settings, _ => { });
        using var batch = Batch(4);
        var error = Assert.Throws<SegmentEnvironmentException>(() => step.Run(batch, 1e-3, 1, 0));
        Assert.StartsWith(
            "Memory does not hold a training step of 2 chips of 16 x 16 px, and fewer than 2 cannot be trained on. Give a smaller --chip-size",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Other_complaints_of_libtorch_are_not_taken_for_memory()
    {
        Assert.False(MemoryFault.Is(new TorchComplaint("Expected 4-dimensional input")));
        Assert.True(
            MemoryFault.Is(
                new TorchComplaint("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9")
            )
        );
        Assert.True(MemoryFault.Is(new TorchComplaint("CUDA out of memory. Tried to allocate 2.00 GiB")));
    }

    [Fact]
    public void Gradients_of_parts_add_up_to_those_of_the_batch()
    {
        // Batch norms see fewer chips in a part: with frozen ones both ways are the same sum.
        using var batch = Batch(6);
        var (whole, parts) = (WeightAfter(1), WeightAfter(3));
        Assert.True((whole - parts).abs().max().item<float>() < 1e-5);

        Tensor WeightAfter(int count)
        {
            using var model = new TorchNetwork(Network, 1, Float32);
            model.Freeze(string.Empty, model.Learned.Select(p => p.Name).ToHashSet());
            var settings = Settings with { WeightDecay = 0 };
            using var step = new TrainingStep(model, null, Float32, Objective.Default, settings, _ => { })
            {
                Parts = count,
            };
            _ = step.Run(batch, 1e-4, 1, 0);
            return model.Values["encoder.conv1.weight"].detach().clone();
        }
    }

    [Fact]
    public void A_frozen_backbone_stays_as_it_starts_and_the_rest_learns()
    {
        using var model = new TorchNetwork(Network, 1, Float32);
        model.Freeze(LayerGroups.Backbone, new HashSet<string>());
        var before = model.Export();
        model.train();
        using var step = new TrainingStep(model, null, Float32, Objective.Default, Settings, _ => { });
        using var batch = Batch(4);
        _ = step.Run(batch, 1e-2, 1, 0);
        var after = model.Export();
        Assert.All(before, w => Assert.Equal(LayerGroups.IsOfBackbone(w.Key), w.Value.SequenceEqual(after[w.Key])));
    }

    [Fact]
    public void First_layers_move_slower_than_the_head()
    {
        using var model = new TorchNetwork(Network, 1, Float32);
        var before = model.Export();
        model.train();
        using var step = new TrainingStep(
            model,
            null,
            Float32,
            Objective.Default,
            Settings with
            {
                LowestShare = 0.01,
                WeightDecay = 0,
            },
            _ => { }
        );
        using var batch = Batch(4);
        _ = step.Run(batch, 1e-2, 1, 0);
        var after = model.Export();

        // Adam's first step moves each weight by the rate.
        Assert.Equal(1e-4, Moved("encoder.conv1.weight"), 5);
        Assert.Equal(1e-2, Moved(model.Learned.Last().Name), 3);

        double Moved(string name) => before[name].Zip(after[name], (a, b) => Math.Abs(a - b)).Max();
    }

    [Fact]
    public void A_long_gradient_is_shortened_and_a_short_one_is_not()
    {
        using var scope = NewDisposeScope();
        using var parameter = new TorchSharp.Modules.Parameter(zeros(2));
        using var optimizer = new AdamW([parameter], 0);
        (parameter * tensor(new[] { 30f, 40f })).sum().backward();
        optimizer.Step(0, longest: 5);
        Assert.Equal([0.3f, 0.4f], optimizer.Export()[0].First.Select(f => MathF.Round(f, 5)));
        optimizer.ClearGradients();
        (parameter * tensor(new[] { 3f, 4f })).sum().backward();
        optimizer.Step(0, longest: 6);
        Assert.Equal([0.57f, 0.76f], optimizer.Export()[0].First.Select(f => MathF.Round(f, 5)));
    }

    [Fact]
    public void Rates_rise_by_equal_factors_from_the_first_layers_to_the_head()
    {
        var names = Enumerable
            .Range(0, 8)
            .Select(i => ($"encoder.{i}.weight", true))
            .Append(("head.weight", true))
            .ToList();
        var shares = LayerGroups.Shares(names, 0.0001);
        Assert.Equal(
            [0.0001, 0.0001, 0.001, 0.001, 0.01, 0.01, 0.1, 0.1, 1],
            shares.Values.Select(s => Math.Round(s, 9))
        );
    }

    private static LoopSettings Settings { get; } = new(1, 8, 16, 16, 1e-3, 1, Patience: null);

    private static Batch Batch(int chips)
    {
        using var generator = new Generator(3);
        return new Batch(
            randn([chips, 3, 16, 16], generator: generator),
            randint(2, [chips, 16, 16], dtype: ScalarType.Int64, generator: generator)
        );
    }

    private static Objective WithRoomFor(int chips) =>
        Objective.Default with
        {
            Loss = new Loss(
                "limited",
                (logits, labels) =>
                    logits.shape[0] > chips
                        ? throw new TorchComplaint(
                            "DefaultCPUAllocator: not enough memory: you tried to allocate 1 bytes."
                        )
                        : LossCatalog.Default.Mean(logits, labels)
            ),
        };

    /// <summary>What TorchSharp throws where libtorch complains.</summary>
    private sealed class TorchComplaint(string message) : ExternalException(message);
}
