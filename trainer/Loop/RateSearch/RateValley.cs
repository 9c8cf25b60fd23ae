using Segment.PackageFormat;

namespace Segment.Trainer.Loop.RateSearch;

/// <summary>
/// Chooses a learning rate by a curve of losses over growing rates: the middle, by ratio, of the stretch on which the loss
/// falls. The stretch goes from where a fifth of the whole fall is done to where four fifths are.
/// </summary>
/// <remarks>
/// The sweep is Smith's (2017, <see href="https://arxiv.org/abs/1506.01186">Cyclical learning rates</see>, section 3.3);
/// fast.ai too takes a point within the longest fall ("valley"). Levels of a smoothed curve, unlike its steepest point, hardly
/// move with the noise of single batches.
/// </remarks>
internal static class RateValley
{
    /// <summary>So many losses together tell whether a sweep has diverged.</summary>
    public const int Window = 5;

    private const double Sigma = 3;
    private const int Reach = 9;
    private const double Begin = 0.2;
    private const double End = 0.8;
    private const int FirstSteps = 10;
    private const double Diverged = 4;

    // A fall counts from this many standard errors of the smoothed curve, and from this share of the first loss.
    private const double LeastNoises = 3;
    private const double LeastShare = 0.02;

    /// <summary>Tells whether higher rates teach nothing more: the mean of the last five losses is four times the lowest such mean.</summary>
    /// <param name="losses">The loss of each step so far.</param>
    /// <returns>True where they do not. Single batches, lucky or not, decide nothing.</returns>
    public static bool HasDiverged(IReadOnlyList<double> losses)
    {
        if (losses.Count < Window)
        {
            return false;
        }

        var means = Enumerable.Range(0, losses.Count - Window + 1).Select(i => losses.Skip(i).Take(Window).Average());
        return means.Last() > Diverged * means.Min();
    }

    /// <summary>Chooses.</summary>
    /// <param name="rates">The rate of each step, ascending, by equal factors.</param>
    /// <param name="losses">The loss of each step, finite.</param>
    /// <returns>The curve and the choice.</returns>
    public static RateCurve Choose(IReadOnlyList<double> rates, IReadOnlyList<double> losses)
    {
        var smoothed = Smooth(losses);
        var curve = new RateCurve
        {
            Rates = rates,
            Losses = losses,
            Smoothed = smoothed,
            Begins = null,
            Ends = null,
        };
        if (losses.Count <= FirstSteps)
        {
            return curve;
        }

        var first = smoothed.Take(FirstSteps).Average();
        var lowest = Array.IndexOf(smoothed, smoothed.Min());
        var fall = first - smoothed[lowest];
        var noise = Math.Sqrt(losses.Zip(smoothed, (l, s) => (l - s) * (l - s)).Take(lowest + 1).Average());
        if (lowest < FirstSteps || fall < Math.Max(LeastShare * Math.Abs(first), LeastNoises * noise / Reach))
        {
            return curve;
        }

        return curve with
        {
            Begins = rates[LastAbove(smoothed, lowest, first - (Begin * fall))],
            Ends = rates[LastAbove(smoothed, lowest, first - (End * fall))],
        };
    }

    /// <summary>The last step before the lowest at which the curve still lies above a level.</summary>
    private static int LastAbove(double[] curve, int lowest, double level)
    {
        var at = lowest;
        while (at > 0 && curve[at] <= level)
        {
            at--;
        }

        return at;
    }

    private static double[] Smooth(IReadOnlyList<double> losses) =>
        [
            .. Enumerable
                .Range(0, losses.Count)
                .Select(i =>
                {
                    var (sum, weights) = (0.0, 0.0);
                    for (var j = Math.Max(0, i - Reach); j <= Math.Min(losses.Count - 1, i + Reach); j++)
                    {
                        var weight = Math.Exp(-(j - i) * (j - i) / (2 * Sigma * Sigma));
                        sum += weight * losses[j];
                        weights += weight;
                    }

                    return sum / weights;
                }),
        ];
}
