using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>One step of a training: forward, backward, optimiser, average. Where memory does not hold the chips of a step
/// at once, it takes them in parts and adds the gradients up.</summary>
/// <param name="network">The network; its weights change.</param>
/// <param name="average">The average of its weights; null where none is kept.</param>
/// <param name="compute">Where it lives.</param>
/// <param name="objective">What is lowered.</param>
/// <param name="settings">How.</param>
/// <param name="notice">Told when a batch is halved.</param>
internal sealed class TrainingStep(
    TorchNetwork network,
    AveragedNetwork? average,
    ComputeDevice compute,
    Objective objective,
    LoopSettings settings,
    Action<string> notice
) : IDisposable
{
    // Batch norm needs more than one chip.
    private const int FewestChips = 2;

    /// <summary>Gets the optimiser.</summary>
    public AdamW Optimizer { get; } = new(Rates(network, settings.LowestShare), settings.WeightDecay);

    /// <summary>Gets or sets into how many parts a step's chips are taken.</summary>
    public int Parts { get; set; } = 1;

    /// <summary>Trains on a batch.</summary>
    /// <param name="batch">The batch, on the CPU.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="step">Number of the step in the epoch, from 0.</param>
    /// <returns>The mean loss over the labelled pixels, and their number.</returns>
    /// <exception cref="SegmentEnvironmentException">Memory does not hold two chips.</exception>
    public (double Loss, long Pixels) Run(Batch batch, double rate, int epoch, int step)
    {
        while (true)
        {
            try
            {
                return RunInParts(batch, rate, epoch, step);
            }
            catch (Exception e) when (MemoryFault.Is(e))
            {
                Halve((int)batch.Labels.shape[0], e);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Optimizer.Dispose();

    private static IEnumerable<(Tensor, double)> Rates(TorchNetwork network, double lowest)
    {
        var learned = network.Learned.ToList();
        var shares = LayerGroups.Shares(learned.ConvertAll(p => (p.Name, p.Values.dim() == 4)), lowest);
        return learned.Where(p => p.Values.requires_grad).Select(p => (p.Values, shares[p.Name]));
    }

    private (double Loss, long Pixels) RunInParts(Batch batch, double rate, int epoch, int step)
    {
        using var scope = NewDisposeScope();
        Optimizer.ClearGradients();
        var (image, labels) = (batch.Image.to(compute.Device), batch.Labels.to(compute.Device));
        var pixels = Labelled(batch.Labels);
        var chips = (int)labels.shape[0];
        var size = (chips + Parts - 1) / Parts;
        var sum = 0.0;
        for (int start = 0, count; start < chips; start += count)
        {
            // No chip is left for a part of its own.
            count = chips - start == size + 1 ? size + 1 : Math.Min(size, chips - start);
            sum += Learn(image.narrow(0, start, count), labels.narrow(0, start, count), pixels, epoch, step);
        }

        Optimizer.Step(rate, settings.GradientClipping);
        average?.Update();
        return (sum, pixels);
    }

    /// <summary>Adds a part's gradients; yields its share of the step's loss.</summary>
    private double Learn(Tensor image, Tensor labels, long pixels, int epoch, int step)
    {
        using var scope = NewDisposeScope();
        var share = Parts == 1 ? 1 : Labelled(labels) / (double)pixels;
        if (share == 0)
        {
            return 0;
        }

        using Scalar factor = share;
        var value = objective.Value(network.forward, image, labels, epoch, step);
        var number = settings.Finite(value.item<float>(), "training", epoch);
        (share == 1 ? value : value.mul(factor)).backward();
        return number * share;
    }

    private static long Labelled(Tensor labels)
    {
        using var scope = NewDisposeScope();
        using Scalar ignore = LossCatalog.Ignore;
        return labels.ne(ignore).sum().item<long>();
    }

    private void Halve(int chips, Exception cause)
    {
        Optimizer.ClearGradients();
        var size = (chips + Parts - 1) / Parts;
        if (size / 2 < FewestChips)
        {
            throw new SegmentEnvironmentException(
                $"Memory does not hold a training step of {size} chips of {settings.Height} x {settings.Width} px, and fewer than {FewestChips} "
                    + "cannot be trained on. Give a smaller --chip-size or a lighter --backbone-model (segment zoo lists what each "
                    + "needs), or train where there is more memory.",
                cause
            );
        }

        Parts *= 2;
        notice(PartsText(chips, Parts));
    }

    /// <summary>Says that a step takes its chips in parts.</summary>
    /// <param name="chips">Chips of a step.</param>
    /// <param name="parts">Into how many parts.</param>
    /// <returns>A sentence for the user.</returns>
    public static string PartsText(int chips, int parts) =>
        $"Memory does not hold {chips} chips of a step at once: the batch is halved to {(chips + parts - 1) / parts} chips, and each step takes "
        + $"{parts} of them before the weights move.";
}
