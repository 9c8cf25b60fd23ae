using Segment.PackageFormat;

namespace Segment.Trainer;

/// <summary>One training, from chips to package.</summary>
public static class TrainingRun
{
    /// <summary>
    /// Reads the chips, holds out validation blocks, trains, keeps the epoch with the lowest validation loss, and packs it.
    /// A cancelled training keeps and packs the best epoch so far.
    /// </summary>
    /// <param name="options">What to train on, which network, and how.</param>
    /// <param name="progress">Follows the work.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Ends the training after the current step.</param>
    /// <returns>What was left behind.</returns>
    /// <exception cref="SegmentDataException">The options or the chips cannot be trained on, or the export failed its checks.</exception>
    /// <exception cref="SegmentEnvironmentException">The device that was asked for is not there.</exception>
    /// <exception cref="SegmentOutputException">The run folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before the first epoch had ended: nothing to keep.</exception>
    public static TrainingResult Train(
        TrainOptions options,
        ITrainingProgress progress,
        Action<string> notice,
        CancellationToken token
    ) => throw new NotSupportedException();
}
