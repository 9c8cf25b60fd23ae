using Segment.PackageFormat;

namespace Segment.Trainer.Loop.Monitoring;

/// <summary>
/// Says which epoch is the better one, and for how long none has been. It remembers nothing: all follows from the records
/// of the epochs, so that a training that goes on later judges as if it had never stopped.
/// </summary>
/// <param name="metric">What decides.</param>
/// <param name="minChange">
/// By how much an epoch must be better, in the figure's own unit, to count as progress; 0 counts every gain.
/// </param>
internal sealed class EpochMonitor(MonitorMetric metric, double minChange = 0)
{
    /// <summary>Gets a monitor of the validation loss.</summary>
    public static EpochMonitor Default { get; } = new(MonitorCatalog.Default);

    /// <summary>Gets what decides.</summary>
    public MonitorMetric Metric => metric;

    /// <summary>Gets by how much an epoch must be better to count as progress.</summary>
    public double MinChange => minChange;

    /// <summary>Gets the deciding figure of an epoch.</summary>
    /// <param name="evaluation">The validation chips' answers.</param>
    /// <returns>The figure.</returns>
    /// <exception cref="SegmentDataException">The validation chips do not hold the class that decides.</exception>
    public double Value(Evaluation evaluation) =>
        metric.Value(evaluation)
        ?? throw new SegmentDataException(
            $"--monitor-metric {metric.Name} cannot be measured: no validation pixel is of this class. Take another metric, such as "
                + "miou, a larger --validation-percentage, or more polygons of the class."
        );

    /// <summary>Tells whether an epoch is better than the best so far. Where both are equal, the lower validation loss
    /// decides, and then the earlier epoch.</summary>
    /// <param name="candidate">The epoch.</param>
    /// <param name="best">The best so far.</param>
    /// <returns>True where it is.</returns>
    public bool IsBetter(EpochRecord candidate, EpochRecord best) =>
        candidate.Monitored == best.Monitored ? candidate.ValidLoss < best.ValidLoss : Gain(candidate, best) > 0;

    /// <summary>Counts the epochs since the last that made progress: better than the progress before it by more than
    /// <see cref="MinChange"/>.</summary>
    /// <param name="epochs">All epochs so far, at least one.</param>
    /// <returns>0 where the last epoch was such a one.</returns>
    public int Waited(IReadOnlyList<EpochRecord> epochs)
    {
        var reference = epochs[0];
        foreach (var epoch in epochs.Where(e => Gain(e, reference) > minChange))
        {
            reference = epoch;
        }

        return epochs[^1].Epoch - reference.Epoch;
    }

    private double Gain(EpochRecord epoch, EpochRecord reference) =>
        metric.HigherIsBetter ? epoch.Monitored - reference.Monitored : reference.Monitored - epoch.Monitored;
}
