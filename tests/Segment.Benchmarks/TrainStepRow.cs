using Segment.Networks;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Augmentation;
using Segment.Trainer.Loop;
using Segment.Trainer.Loop.State;
using Segment.Trainer.Options;
using Segment.Trainer.Torch;
using Segment.TrainingData.Splitting;

namespace Segment.Benchmarks;

/// <summary>Chips a second of the trainer's loop, batches, average and checks and all, against a bare float32 loop.</summary>
internal static class TrainStepRow
{
    private const int Rounds = 3;

    public static BenchmarkResult Measure(TrainingPrecision precision, int side, int batchSize, int steps, double least)
    {
        var compute = ComputeDevice.Find(TrainingDevice.Cpu, precision, _ => { });
        var training = Chips(batchSize * steps, side);
        var validation = Chips(1, side);
        using var ours = new TorchNetwork(Architecture, 1, compute);
        using var bare = new BareTraining(Architecture, batchSize, side);
        var settings = new LoopSettings(1, batchSize, side, side, 1e-4, 1, Patience: null);
        _ = OurSeconds(ours, compute, training, validation, settings);
        _ = bare.Seconds(steps / 5);
        var ratios = Enumerable
            .Range(0, Rounds)
            .Select(_ => bare.Seconds(steps) / OurSeconds(ours, compute, training, validation, settings))
            .Order()
            .ToList();
        var median = ratios[Rounds / 2];
        return new BenchmarkResult(
            $"{median:0.00} (of {Rounds}: {ratios[0]:0.00}–{ratios[^1]:0.00}), {batchSize} chips a step, {(compute.BFloat16 ? "bfloat16" : "float32")}",
            median >= least
        );
    }

    private static SegmentationNetwork Architecture { get; } =
        SegmentationNetwork.Create(
            new NetworkSpec("unet", "resnet18", BenchmarkPackage.Bands, BenchmarkPackage.Classes)
        );

    /// <summary>Made-up chips, varied as by default unless told otherwise.</summary>
    internal static ChipDataset Chips(int count, int side, AugmentationSet? variations = null)
    {
        var random = new Random(1);
        var bands = Enumerable.Range(0, BenchmarkPackage.Bands).ToArray();
        var estimate = new NormalizationEstimate(
            bands,
            new Normalization([.. bands.Select(_ => 80.0)], [.. bands.Select(_ => 30.0)]),
            [],
            []
        );
        var chips = new List<(ChipFile, Chip)>();
        for (var i = 0; i < count; i++)
        {
            var samples = Enumerable.Range(0, bands.Length * side * side).Select(_ => (float)random.Next(20, 140));
            var labels = Enumerable
                .Range(0, side * side)
                .Select(_ => (byte)random.Next(BenchmarkPackage.Classes))
                .ToArray();
            chips.Add((new ChipFile("", "", "", null), new Chip(side, side, [.. samples], labels)));
        }

        var loaded = LoadedChips.InMemory(chips, bands.Length);
        return new ChipDataset(
            loaded.Images,
            [.. Enumerable.Range(0, count)],
            loaded.Labels,
            estimate,
            variations ?? AugmentationSet.Default
        );
    }

    /// <summary>An epoch of the trainer's loop, its one validation chip included.</summary>
    private static double OurSeconds(
        TorchNetwork network,
        ComputeDevice compute,
        ChipDataset training,
        ChipDataset validation,
        LoopSettings settings
    )
    {
        using var average = new AveragedNetwork(Architecture, network, compute, training.Count / settings.BatchSize);
        var loop = new TrainingLoop(network, average, compute, BenchmarkPackage.Classes, Objective.Default, settings);
        var outcome = loop.Run(training, validation, new Silent(), Checkpoints.None, CancellationToken.None);
        return outcome.EpochSeconds[0];
    }

    private sealed class Silent : ITrainingProgress
    {
        public void Stage(string name) { }

        public void Step(double fraction) { }

        public void Split(ChipSplit split, IReadOnlyList<LandCoverClass> classes) { }

        public void Epoch(EpochRecord epoch, double seconds, bool best) { }
    }
}
