namespace Segment.Trainer.Loop;

/// <summary>
/// The learning rate over a training: up along a cosine for a quarter of the steps, then down along a cosine to nearly 0.
/// </summary>
/// <remarks>
/// Smith and Topin, <see href="https://arxiv.org/abs/1708.07120">Super-convergence</see>, with the shape and the constants
/// of <see href="https://docs.fast.ai/callback.schedule.html">fastai's fit_one_cycle</see>.
/// </remarks>
/// <param name="highest">The highest rate.</param>
/// <param name="steps">Steps of the whole training, from 1.</param>
internal sealed class OneCycle(double highest, int steps)
{
    private const double RisingShare = 0.25;
    private const double StartDivisor = 25;
    private const double EndDivisor = 1e5;

    /// <summary>Gets the rate of a step.</summary>
    /// <param name="step">The step, from 0.</param>
    /// <returns>The rate.</returns>
    public double Rate(int step)
    {
        var peak = Math.Max(1, RisingShare * steps);
        return step < peak
            ? Between(highest / StartDivisor, highest, step / peak)
            : Between(highest, highest / EndDivisor, Math.Min(1, (step - peak) / Math.Max(1, steps - peak)));
    }

    private static double Between(double start, double end, double done) =>
        end + ((start - end) * (1 + Math.Cos(Math.PI * done)) / 2);
}
