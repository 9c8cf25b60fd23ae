namespace Segment.PackageFormat;

/// <summary>Whether a network is right as often as it is sure: of pixels with a confidence of 0.8, 80 % should be right.</summary>
/// <param name="Loss">Mean negative logarithm of the true class's probability, in nats.</param>
/// <param name="Error">
/// The expected calibration error, 0–1: the mean distance between confidence and accuracy, over the bins, weighted by their pixels.
/// </param>
/// <param name="Bins">Equally wide ranges of confidence, from 0 up.</param>
/// <remarks>
/// Guo et al. 2017, <see href="https://arxiv.org/abs/1706.04599">On calibration of modern neural networks</see>,
/// equations 2, 3 and 5.
/// </remarks>
public sealed record Reliability(double Loss, double Error, IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>The number of bins that are written; the paper's.</summary>
    public const int BinCount = 15;

    /// <summary>Makes the figures of bins.</summary>
    /// <param name="loss">Mean negative logarithm of the true class's probability.</param>
    /// <param name="bins">The bins, from the lowest confidence up.</param>
    /// <returns>The figures.</returns>
    public static Reliability From(double loss, IReadOnlyList<ReliabilityBin> bins) => new(loss, ErrorOf(bins), bins);

    /// <summary>Finds the bin of a confidence.</summary>
    /// <param name="confidence">0–1.</param>
    /// <returns>Its position, from 0.</returns>
    public static int Bin(double confidence) => Math.Clamp((int)(confidence * BinCount), 0, BinCount - 1);

    /// <summary>Lists what is wrong with the figures.</summary>
    /// <param name="name">What they are called in a message.</param>
    /// <returns>One sentence for each problem; none for sound figures.</returns>
    internal IEnumerable<string> Problems(string name)
    {
        if (!double.IsFinite(Loss) || Loss < 0)
        {
            yield return $"The loss {name} is {Loss}; 0 or more is allowed.";
        }

        if (Bins.Count != BinCount || Bins.Any(b => !IsSound(b)) || Bins.All(b => b.Pixels == 0))
        {
            yield return $"The reliability {name} needs {BinCount} bins with some pixels, and shares of 0–1 in those that have any.";
        }
        else if (!(Math.Abs(Error - ErrorOf(Bins)) <= 1e-9))
        {
            yield return $"The calibration error {name} is {Error}, but the bins give {ErrorOf(Bins)}.";
        }
    }

    private static bool IsSound(ReliabilityBin bin) =>
        bin.Pixels == 0
            ? bin is { Confidence: null, Accuracy: null }
            : bin is { Pixels: > 0, Confidence: >= 0 and <= 1, Accuracy: >= 0 and <= 1 };

    private static double ErrorOf(IReadOnlyList<ReliabilityBin> bins)
    {
        var total = bins.Sum(b => (double)b.Pixels);
        return bins.Where(b => b.Pixels > 0)
            .Sum(b => b.Pixels / total * Math.Abs(b.Accuracy!.Value - b.Confidence!.Value));
    }
}
