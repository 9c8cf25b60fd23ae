using Segment.Raster.Chips;
using Segment.Trainer.Data;

namespace Segment.Trainer.Tests.Data;

public class NormalizationEstimatorTests
{
    [Fact]
    public void Centre_and_scale_are_the_clipped_moments_of_a_plain_computation()
    {
        var random = new Random(1);
        var samples = Enumerable
            .Range(0, 2 * 40 * 40)
            .Select(_ => (float)(random.NextDouble() * random.NextDouble() * 60000))
            .ToArray();
        var estimate = Estimate(new Chip(40, 40, samples, []), 2);
        for (var band = 0; band < 2; band++)
        {
            var sorted = samples[(band * 1600)..((band + 1) * 1600)].Order().ToArray();
            var clipped = sorted.Select(s => (double)Math.Clamp(s, sorted[31], sorted[^32])).ToArray();
            var mean = clipped.Average();
            Assert.Equal(mean, estimate.Normalization.Center[band], 1e-6 * mean);
            Assert.Equal(
                Math.Sqrt(clipped.Average(s => (s - mean) * (s - mean))),
                estimate.Normalization.Scale[band],
                1e-6 * mean
            );
        }
    }

    [Fact]
    public void The_distribution_holds_every_sample_unclipped()
    {
        var samples = Enumerable.Range(0, 1001).Select(i => (float)(i * 8 % 1001)).Append(float.NaN).ToArray();
        var distribution = Estimate(new Chip(1, 1002, samples, []), 1).Distributions.Single();

        Assert.Equal([0, 10, 50, 250, 500, 750, 950, 990, 1000], distribution.Quantiles);
        Assert.Equal(500, distribution.Mean);
        Assert.Equal(Math.Sqrt(((1001.0 * 1001) - 1) / 12), distribution.StandardDeviation, 1e-3);
    }

    [Fact]
    public void Samples_without_data_and_outliers_do_not_count()
    {
        var samples = Enumerable.Range(0, 1000).Select(i => i % 10 == 0 ? float.NaN : 50f + (i % 7)).ToArray();
        var clean = Estimate(samples);
        samples[5] = 1e9f;
        var dirty = Estimate(samples);
        Assert.InRange(dirty.Center, clean.Center - 0.1, clean.Center + 0.1);
        Assert.InRange(dirty.Scale, clean.Scale * 0.95, clean.Scale * 1.05);
    }

    [Fact]
    public void Half_a_scene_of_water_does_not_shrink_the_scale()
    {
        var samples = Enumerable.Range(0, 1000).Select(i => i < 700 ? 10f : 100f + (i % 50)).ToArray();
        Assert.InRange(Estimate(samples).Scale, 40, 70);
    }

    [Fact]
    public void A_rare_value_still_gives_a_scale()
    {
        var samples = Enumerable.Range(0, 1000).Select(i => i < 995 ? 0f : 1f).ToArray();
        Assert.InRange(Estimate(samples).Scale, 0.05, 0.1);
    }

    [Fact]
    public void Empty_bands_are_left_out_and_constant_ones_known()
    {
        var notices = new List<string>();
        float[] samples = [.. Enumerable.Repeat(float.NaN, 4), 1, 2, 3, 4, .. Enumerable.Repeat(7f, 4)];
        var estimate = Estimate(new Chip(2, 2, samples, []), 3, notices.Add);
        Assert.Equal([1, 2], estimate.Bands);
        Assert.Equal([2], estimate.Constant);
        Assert.Equal(7, estimate.Normalization.Center[1]);
        Assert.Equal(1, estimate.Normalization.Scale[1]);
        Assert.Equal(["The network does not read band 1 (Band_1): no data in any training chip."], notices);
    }

    [Fact]
    public void Chips_without_any_data_are_refused()
    {
        var chip = new Chip(1, 1, [float.NaN, float.NaN], []);
        var error = Assert.Throws<SegmentDataException>(() => Estimate(chip, 2));
        Assert.Equal(
            "None of the 2 bands holds data in the training chips: there is nothing to learn from.",
            error.Message
        );
    }

    private static (double Center, double Scale) Estimate(float[] samples)
    {
        var estimate = Estimate(new Chip(10, 100, samples, []), 1);
        return (estimate.Normalization.Center[0], estimate.Normalization.Scale[0]);
    }

    private static NormalizationEstimate Estimate(Chip chip, int bands, Action<string>? notice = null)
    {
        using var loaded = LoadedChips.InMemory([(new ChipFile("", "", "", null), chip)], bands);
        return NormalizationEstimator.Estimate(loaded.Images, [0], Toy.Bands(bands), notice ?? (_ => { }));
    }
}
