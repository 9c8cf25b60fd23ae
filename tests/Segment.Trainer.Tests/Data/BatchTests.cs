using Segment.Raster.Chips;
using Segment.Trainer.Data;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Data;

public class BatchTests
{
    private static readonly NormalizationEstimate Plain = new([0, 2], new Normalization([10, 20], [2, 4]), [], []);

    [Fact]
    public void Samples_are_normalized_band_by_band_and_no_data_becomes_zero()
    {
        float[] samples = [10, 12, 14, float.NaN, 0, 0, 0, 0, 20, 24, 28, 32];
        var data = Toy.Dataset(Plain, null, new Chip(2, 2, samples, [0, 1, 255, 0]));
        using var batch = data.Assemble([new BatchItem(0)], 2, 2, ScalarType.Float32);
        Assert.Equal([1, 2, 2, 2], batch.Image.shape);
        Assert.Equal([0, 1, 2, 0, 0, 1, 2, 3], Values(batch.Image));
        Assert.Equal([0L, 1L, 255L, 0L], batch.Labels.data<long>().ToArray());
        Assert.Equal(samples, data.Raw(0).Samples);
    }

    [Fact]
    public void Half_the_bits_are_the_nearest_bfloat16()
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, 6 * 36).Select(_ => (float)random.NextDouble() * 1000).ToArray();
        var estimate = new NormalizationEstimate([.. Enumerable.Range(0, 6)], new(new double[6], Ones(6)), [], []);
        var data = Toy.Dataset(estimate, null, new Chip(6, 6, values, new byte[36]));
        using var wide = data.Assemble([new BatchItem(0)], 6, 6, ScalarType.Float32);
        using var half = data.Assemble([new BatchItem(0)], 6, 6, ScalarType.BFloat16);
        using var expected = wide.Image.to_type(ScalarType.BFloat16).to_type(ScalarType.Float32);
        using var given = half.Image.to_type(ScalarType.Float32);
        Assert.Equal(Values(expected), Values(given));
    }

    [Fact]
    public void A_part_is_cut_where_the_plan_says()
    {
        float[] samples = [.. Enumerable.Range(0, 16).Select(i => 10f + (2 * i)), .. new float[32]];
        byte[] labels = [.. Enumerable.Range(0, 16).Select(i => (byte)i)];
        var data = Toy.Dataset(Plain, null, new Chip(4, 4, samples, labels));
        using var batch = data.Assemble([new BatchItem(0, 1, 2)], 2, 2, ScalarType.Float32);
        Assert.Equal([6, 7, 10, 11], Values(batch.Image)[..4]);
        Assert.Equal([6L, 7L, 10L, 11L], batch.Labels.data<long>().ToArray());
    }

    [Fact]
    public void Every_step_is_full_every_chip_is_seen_and_each_part_holds_a_label()
    {
        using var data = Toy.Data(2, 24, 24, 240);
        var plan = EpochPlan.Training(data.Training, 8, 8, 4, seed: 3, epoch: 2);
        Assert.Equal(EpochPlan.Steps(data.Training.Count, 4), plan.Count);
        Assert.All(plan, items => Assert.Equal(4, items.Length));
        Assert.Equal(data.Training.Count, plan.SelectMany(i => i).Select(i => i.Chip).Distinct().Count());
        foreach (var item in plan.SelectMany(i => i))
        {
            Assert.InRange(item.Row, 0, 16);
            Assert.InRange(item.Column, 0, 16);
            var labels = data.Training.Labels(item.Chip);
            Assert.Contains(
                Enumerable.Range(0, 64).Select(p => labels[((item.Row + (p / 8)) * 24) + item.Column + (p % 8)]),
                l => l != 255
            );
        }

        Assert.Equal(plan.SelectMany(i => i), EpochPlan.Training(data.Training, 8, 8, 4, 3, 2).SelectMany(i => i));
        Assert.NotEqual(plan.SelectMany(i => i), EpochPlan.Training(data.Training, 8, 8, 4, 3, 3).SelectMany(i => i));
    }

    [Fact]
    public void Few_chips_are_passed_over_several_times()
    {
        Assert.Equal(EpochPlan.MinimumSteps, EpochPlan.Steps(3, 8));
        Assert.Equal(126, EpochPlan.Steps(1001, 8));
    }

    [Fact]
    public void The_loader_yields_the_plan_in_order_and_leaves_nothing()
    {
        using var data = Toy.Data(2, 16, 16, 128);
        var before = Tensor.TotalCount;
        var plan = EpochPlan.Training(data.Training, 16, 16, 4, 1, 1);
        var loader = new BatchLoader(data.Training, 16, 16, ScalarType.Float32);
        var step = 0;
        foreach (var batch in loader.Load(plan, CancellationToken.None))
        {
            using var expected = data.Training.Assemble(plan[step++], 16, 16, ScalarType.Float32);
            Assert.Equal(Values(expected.Image), Values(batch.Image));
            batch.Dispose();
        }

        Assert.Equal(plan.Count, step);
        foreach (var batch in loader.Load(plan, CancellationToken.None).Take(2))
        {
            batch.Dispose();
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    private static float[] Values(Tensor x)
    {
        using var plain = x.contiguous();
        return plain.data<float>().ToArray();
    }
}
