using Segment.Networks;
using Segment.Trainer;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Augmentation;
using Segment.Trainer.Options;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Benchmarks;

/// <summary>Steps of the smallest network on chips with every variation against steps on chips as they are, turn by turn.</summary>
internal static class AugmentationRow
{
    private const int Side = 64;
    private const int BatchSize = 8;
    private const int Steps = 30;
    private const int Rounds = 5;
    private const string All =
        "dihedral;rotate 180;1;rand_zoom 0.8,1.25;squish 0.8,1.25;1;brightness 0.4,0.6;contrast 0.8,1.25";

    public static BenchmarkResult Measure(BenchmarkFolder folder)
    {
        var compute = ComputeDevice.Find(TrainingDevice.Cpu, TrainingPrecision.Auto, _ => { });
        var varied = TrainStepRow.Chips(BatchSize * Steps, Side, AugmentationText.Parse(All));
        var plain = TrainStepRow.Chips(BatchSize * Steps, Side, AugmentationSet.None);
        var spec = new NetworkSpec("unet", "light", BenchmarkPackage.Bands, BenchmarkPackage.Classes);
        using var network = new TorchNetwork(SegmentationNetwork.Create(spec), 1, compute);
        _ = Seconds(network, compute, varied);
        _ = Seconds(network, compute, plain);
        var ratios = Enumerable
            .Range(0, Rounds)
            .Select(_ => Seconds(network, compute, plain) / Seconds(network, compute, varied))
            .Order()
            .ToList();
        var median = ratios[Rounds / 2];
        return new BenchmarkResult(
            $"{median:0.00} (of {Rounds}: {ratios[0]:0.00}–{ratios[^1]:0.00}), {BatchSize} chips of {Side} px, {(compute.BFloat16 ? "bfloat16" : "float32")}, "
                + $"steps wait {varied.Waits.Share * 100:0.0} % of the time",
            median >= 0.95
        );
    }

    private static double Seconds(TorchNetwork network, ComputeDevice compute, ChipDataset data)
    {
        network.train();
        using var optimizer = optim.AdamW(network.parameters(), 1e-4);
        var plan = EpochPlan.Training(data, Side, Side, BatchSize, 1, 1);
        var type = compute.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var batch in new BatchLoader(data, Side, Side, type).Load(plan, CancellationToken.None))
        {
            using var scope = NewDisposeScope();
            using var assembled = batch;
            optimizer.zero_grad();
            var loss = nn.functional.cross_entropy(network.forward(batch.Image), batch.Labels, ignore_index: 255);
            loss.backward();
            optimizer.step();
            _ = loss.item<float>();
        }

        return watch.Elapsed.TotalSeconds;
    }
}
