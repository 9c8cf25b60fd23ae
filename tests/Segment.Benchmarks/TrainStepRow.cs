using System.Diagnostics;
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
using static TorchSharp.torch;

namespace Segment.Benchmarks;

/// <summary>An epoch of the trainer, batches and all, against the network's own step on one ready batch.</summary>
internal static class TrainStepRow
{
    private const int Side = 64;
    private const int BatchSize = 8;
    private const int Steps = 60;
    private const int Rounds = 3;

    public static BenchmarkResult Measure(BenchmarkFolder folder)
    {
        var compute = ComputeDevice.Find(TrainingDevice.Cpu, TrainingPrecision.Auto, _ => { });
        var training = Chips(BatchSize * Steps);
        var validation = Chips(1);
        using var ours = Network(compute);
        using var bare = Network(compute);
        _ = OurSeconds(ours, compute, training, validation);
        _ = BareSeconds(bare, compute, training);
        var ratios = Enumerable
            .Range(0, Rounds)
            .Select(_ => OurSeconds(ours, compute, training, validation) / BareSeconds(bare, compute, training))
            .Order()
            .ToList();
        var median = ratios[Rounds / 2];
        return new BenchmarkResult(
            $"{median:0.00} (of {Rounds}: {ratios[0]:0.00}–{ratios[^1]:0.00}), ResNet-18, {BatchSize} chips of {Side} px, {(compute.BFloat16 ? "bfloat16" : "float32")}",
            median <= 1.1
        );
    }

    private static SegmentationNetwork Architecture { get; } =
        SegmentationNetwork.Create(
            new NetworkSpec("unet", "resnet18", BenchmarkPackage.Bands, BenchmarkPackage.Classes)
        );

    private static TorchNetwork Network(ComputeDevice compute) => new(Architecture, 1, compute);

    private static ChipDataset Chips(int count)
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
            var samples = Enumerable.Range(0, bands.Length * Side * Side).Select(_ => (float)random.Next(20, 140));
            var labels = Enumerable
                .Range(0, Side * Side)
                .Select(_ => (byte)random.Next(BenchmarkPackage.Classes))
                .ToArray();
            chips.Add((new ChipFile("", "", "", null), new Chip(Side, Side, [.. samples], labels)));
        }

        var loaded = LoadedChips.InMemory(chips, bands.Length);
        return new ChipDataset(
            loaded.Images,
            [.. Enumerable.Range(0, count)],
            loaded.Labels,
            estimate,
            AugmentationSet.Default
        );
    }

    /// <summary>An epoch of the trainer's loop, its one validation chip included.</summary>
    private static double OurSeconds(
        TorchNetwork network,
        ComputeDevice compute,
        ChipDataset training,
        ChipDataset validation
    )
    {
        var settings = new LoopSettings(1, BatchSize, Side, Side, 1e-4, 1, Patience: null);
        using var average = new AveragedNetwork(Architecture, network, compute, Steps);
        var loop = new TrainingLoop(network, average, compute, BenchmarkPackage.Classes, Objective.Default, settings);
        var outcome = loop.Run(training, validation, new Silent(), Checkpoints.None, CancellationToken.None);
        return outcome.EpochSeconds[0];
    }

    /// <summary>As many steps on one batch that is ready: forward, loss, backward, TorchSharp's AdamW.</summary>
    private static double BareSeconds(TorchNetwork network, ComputeDevice compute, ChipDataset training)
    {
        network.train();
        using var optimizer = optim.AdamW(network.parameters(), 1e-4);
        var plan = EpochPlan.Training(training, Side, Side, BatchSize, 1, 1);
        var type = compute.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        using var batch = training.Assemble(plan[0], Side, Side, type);
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Steps; i++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(network.forward(batch.Image), batch.Labels, ignore_index: 255);
            loss.backward();
            optimizer.step();
            _ = loss.item<float>();
        }

        return watch.Elapsed.TotalSeconds;
    }

    private sealed class Silent : ITrainingProgress
    {
        public void Stage(string name) { }

        public void Step(double fraction) { }

        public void Split(ChipSplit split, IReadOnlyList<LandCoverClass> classes) { }

        public void Epoch(EpochRecord epoch, double seconds, bool best) { }
    }
}
