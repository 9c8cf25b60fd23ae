namespace Segment.Trainer.Start;

/// <summary>Mean and variance of each channel of a map, summed up over batches.</summary>
/// <param name="channels">How many channels.</param>
/// <param name="epsilon">What the norm that reads the map adds to the variance.</param>
internal sealed class ChannelMoments(int channels, float epsilon)
{
    private readonly double[] sums = new double[channels];
    private readonly double[] squares = new double[channels];
    private long count;

    /// <summary>Gets what the norm adds to the variance.</summary>
    public float Epsilon => epsilon;

    /// <summary>Takes in a batch.</summary>
    /// <param name="sum">Sum of each channel's values.</param>
    /// <param name="square">Sum of their squares.</param>
    /// <param name="values">How many values each channel has.</param>
    public void Add(double[] sum, double[] square, long values)
    {
        for (var c = 0; c < channels; c++)
        {
            sums[c] += sum[c];
            squares[c] += square[c];
        }

        count += values;
    }

    /// <summary>Gets a channel's mean and variance.</summary>
    /// <param name="channel">The channel.</param>
    /// <returns>Both; the variance is not negative.</returns>
    public (double Mean, double Variance) Of(int channel)
    {
        var mean = sums[channel] / count;
        return (mean, Math.Max(0, (squares[channel] / count) - (mean * mean)));
    }
}
