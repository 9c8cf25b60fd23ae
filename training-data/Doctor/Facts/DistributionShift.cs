using Segment.PackageFormat;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>How far one band's distribution lies from another's.</summary>
/// <param name="Deviations">
/// Wasserstein's distance between the two, without the outermost hundredth on either side, in standard deviations of the
/// first: the mean distance that a sample would have to move.
/// </param>
/// <param name="OutsideShare">Share of the second's samples that lie below the first's least or above its greatest one, 0–1.</param>
/// <param name="Factor">The second's 95th percentile divided by the first's; null where either is not above 0.</param>
/// <remarks>In one dimension the distance is the mean difference of the quantile functions
/// (Vallender 1974, <see href="https://doi.org/10.1137/1118101"/>).</remarks>
internal sealed record DistributionShift(double Deviations, double OutsideShare, double? Factor)
{
    // A real change of season or sun is less than this; scales of products differ by 100, 1000, 10000 or 255.
    private const double LeastScale = 20;

    // Stands for the distance from a band that held one value only: no number of standard deviations measures it.
    private const double Unlimited = 1e6;

    private const int HighLevel = 6;
    private const int Steps = 49;

    /// <summary>Compares.</summary>
    /// <param name="first">The distribution that is the measure.</param>
    /// <param name="second">The other.</param>
    /// <returns>The shift.</returns>
    public static DistributionShift Of(BandDistribution first, BandDistribution second)
    {
        var sum = 0.0;
        for (var step = 0; step <= Steps; step++)
        {
            var level = 0.01 + (0.98 * step / Steps);
            sum += Math.Abs(At(first, level) - At(second, level));
        }

        var distance = sum / (Steps + 1);
        var deviations =
            distance <= 0 ? 0
            : first.StandardDeviation > 0 ? distance / first.StandardDeviation
            : Unlimited;
        var (a, b) = (first.Quantiles[HighLevel], second.Quantiles[HighLevel]);
        return new DistributionShift(
            deviations,
            Math.Clamp(
                Below(second, first.Quantiles[0]) + 1 - Below(second, MathF.BitIncrement(first.Quantiles[^1])),
                0,
                1
            ),
            a > 0 && b > 0 ? b / (double)a : null
        );
    }

    /// <summary>Compares bands one by one.</summary>
    /// <param name="first">The distributions that are the measure; null for bands without data.</param>
    /// <param name="second">The others, in the same order.</param>
    /// <returns>The shifts; null where a band has no data on either side.</returns>
    public static IReadOnlyList<DistributionShift?> Of(
        IReadOnlyList<BandDistribution?> first,
        IReadOnlyList<BandDistribution?> second
    ) => [.. first.Zip(second, (a, b) => a is null || b is null ? null : Of(a, b))];

    /// <summary>Finds whether all bands are scaled by about one large factor.</summary>
    /// <param name="shifts">The shifts of the bands.</param>
    /// <returns>The middle factor where it is beyond what nature does, else null.</returns>
    public static double? Scale(IReadOnlyList<DistributionShift?> shifts)
    {
        var factors = shifts.Where(s => s?.Factor is not null).Select(s => s!.Factor!.Value).ToList();
        if (factors.Count == 0 || factors.Count * 2 < shifts.Count)
        {
            return null;
        }

        var middle = Figures.Median(factors);
        return middle is >= LeastScale or <= 1 / LeastScale ? middle : null;
    }

    /// <summary>Rounds a factor to the power of ten or to the 255 that it probably is.</summary>
    /// <param name="factor">Greater than 0.</param>
    /// <returns>The round factor.</returns>
    public static double RoundFactor(double factor)
    {
        double[] candidates = [255, 1 / 255.0, Math.Pow(10, Math.Round(Math.Log10(factor)))];
        return candidates.MinBy(c => Math.Abs(Math.Log(c / factor)));
    }

    /// <summary>Writes a factor.</summary>
    /// <param name="factor">Greater than 0.</param>
    /// <returns>Such as <c>1/10000 of</c> or <c>100 times</c>.</returns>
    public static string Times(double factor) =>
        factor < 1 ? $"1/{RoundFactor(1 / factor):0} of" : $"{RoundFactor(factor):0} times";

    /// <summary>Reads a quantile between the stored ones.</summary>
    private static double At(BandDistribution d, double level)
    {
        var i = 1;
        while (i < d.Quantiles.Count - 1 && BandDistribution.Levels[i] < level)
        {
            i++;
        }

        var (from, to) = (BandDistribution.Levels[i - 1], BandDistribution.Levels[i]);
        return d.Quantiles[i - 1] + ((d.Quantiles[i] - (double)d.Quantiles[i - 1]) * (level - from) / (to - from));
    }

    /// <summary>Estimates the share of samples that lie below a value.</summary>
    private static double Below(BandDistribution d, float value)
    {
        if (value <= d.Quantiles[0])
        {
            return 0;
        }

        var i = 1;
        while (i < d.Quantiles.Count && d.Quantiles[i] < value)
        {
            i++;
        }

        if (i == d.Quantiles.Count)
        {
            return 1;
        }

        var (from, to) = ((double)d.Quantiles[i - 1], (double)d.Quantiles[i]);
        var part = to > from ? (value - from) / (to - from) : 1;
        return BandDistribution.Levels[i - 1] + (part * (BandDistribution.Levels[i] - BandDistribution.Levels[i - 1]));
    }
}
