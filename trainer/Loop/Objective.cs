using Segment.PackageFormat;
using Segment.Trainer.Loop.Losses;
using Segment.Trainer.Loop.Mixing;
using Segment.Trainer.Loop.Monitoring;
using Segment.Trainer.Options;
using Segment.TrainingData.Splitting;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>What a training lowers, what it mixes its chips by, and which epoch it keeps.</summary>
/// <param name="Loss">What is lowered, on training and validation chips alike.</param>
/// <param name="Monitor">Which epoch is the better one.</param>
/// <param name="Mixes">How training chips are mixed; where there are several, each step takes one of them.</param>
/// <param name="Seed">Seed of the mixing.</param>
internal sealed record Objective(Loss Loss, EpochMonitor Monitor, IReadOnlyList<BatchMix> Mixes, int Seed)
{
    /// <summary>Gets what is lowered unless something else is asked for.</summary>
    public static Objective Default { get; } = new(LossCatalog.Default, EpochMonitor.Default, [], Seed: 0);

    /// <summary>Makes what the options ask for.</summary>
    /// <param name="options">The options, without problems.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="split">The training pixels, by which classes weigh, and the validation pixels, by which epochs are compared.</param>
    /// <param name="seed">Seed of the mixing.</param>
    /// <returns>The objective.</returns>
    /// <exception cref="SegmentDataException">The figure to monitor is of no class, or of one that is not validated.</exception>
    public static Objective For(
        ObjectiveOptions options,
        IReadOnlyList<LandCoverClass> classes,
        ChipSplit split,
        int seed
    )
    {
        var settings = new LossSettings(split.LabelledPixels)
        {
            ClassBalancing = options.ClassBalancing,
            LabelSmoothing = options.LabelSmoothing,
            DiceAverage = DiceAverageCatalog.All.First(a => a.Name == options.DiceLossAverage),
        };
        var loss = LossCatalog.Create(
            LossCatalog.All.First(l => l.Name == options.Loss),
            options.DiceLossFraction,
            settings
        );
        var monitor = new EpochMonitor(MonitorCatalog.Find(options.MonitorMetric, classes), options.MinChange);
        _ = monitor.Value(Perfect(split.ValidationPixels));
        return new Objective(loss, monitor, [.. BatchMixCatalog.All.Where(m => m.IsAsked(options))], seed);
    }

    /// <summary>Computes the loss of a training step.</summary>
    /// <param name="network">From an image, its logits, float32 (N, classes, H, W).</param>
    /// <param name="image">(N, bands, H, W), on the network's device.</param>
    /// <param name="labels">int64 (N, H, W), 255 = ignore, on the same device.</param>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <param name="step">Number of the step in the epoch; with the seed and the epoch it decides all chance.</param>
    /// <returns>One number, in the caller's dispose scope.</returns>
    public Tensor Value(Func<Tensor, Tensor> network, Tensor image, Tensor labels, int epoch, int step)
    {
        if (Mixes.Count == 0)
        {
            return Loss.Mean(network(image), labels);
        }

        var random = new Random(unchecked((((Seed * 486_187_739) + epoch) * 486_187_739) + step));
        var batch = Mixes[random.Next(Mixes.Count)].Apply(image, labels, random);
        var logits = network(batch.Image);
        return batch
            .Targets.Select(t =>
            {
                using Scalar share = t.Share;
                return Loss.Mean(logits, t.Labels).mul(share);
            })
            .Aggregate((a, b) => a.add(b));
    }

    /// <summary>What a network would come to that answers every validation pixel rightly.</summary>
    private static Evaluation Perfect(IReadOnlyList<long> pixels) =>
        new(
            0,
            ConfusionMatrix.FromRows([
                .. pixels.Select((n, c) => Enumerable.Range(0, pixels.Count).Select(i => i == c ? n : 0).ToArray()),
            ])
        );
}
