using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.TrainingData.Splitting;
using TorchSharp;

namespace Segment.Trainer.Report;

/// <summary>Writes the figures of each epoch as TensorBoard's event files, and passes everything on.</summary>
internal sealed class TensorBoardLog : ITrainingProgress
{
    private readonly ITrainingProgress inner;
    private readonly TorchSharp.Modules.SummaryWriter writer;

    private TensorBoardLog(ITrainingProgress inner, string folder)
    {
        this.inner = inner;
        writer = torch.utils.tensorboard.SummaryWriter(folder, createRunName: false);
    }

    /// <summary>Puts a log before a follower.</summary>
    /// <param name="inner">Who follows the training.</param>
    /// <param name="folder">Where the event files go; it is made where it is missing. Null for no log.</param>
    /// <returns>The log, or the follower itself.</returns>
    /// <exception cref="SegmentOutputException">The folder cannot be written.</exception>
    public static ITrainingProgress Over(ITrainingProgress inner, string? folder)
    {
        if (folder is null)
        {
            return inner;
        }

        try
        {
            Directory.CreateDirectory(folder);
            return new TensorBoardLog(inner, Path.GetFullPath(folder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"--tensorboard {folder} cannot be used: {e.Message.TrimEnd('.')}. Give a folder that can be written.",
                e
            );
        }
    }

    /// <inheritdoc/>
    public void Stage(string name) => inner.Stage(name);

    /// <inheritdoc/>
    public void Step(double fraction) => inner.Step(fraction);

    /// <inheritdoc/>
    public void Chips(ChipFolder chips) => inner.Chips(chips);

    /// <inheritdoc/>
    public void Split(ChipSplit split, IReadOnlyList<LandCoverClass> classes) => inner.Split(split, classes);

    /// <inheritdoc/>
    public void Epoch(EpochRecord epoch, double seconds, bool best)
    {
        foreach (
            var (name, value) in new[]
            {
                ("loss/training", epoch.TrainLoss),
                ("loss/validation", epoch.ValidLoss),
                ("scores/accuracy", epoch.Accuracy),
                ("scores/macro Dice", epoch.MacroDice),
                ("scores/mean IoU", epoch.MeanIoU ?? double.NaN),
                ("learning rate", epoch.LearningRate),
                ("seconds", seconds),
            }
        )
        {
            if (double.IsFinite(value))
            {
                writer.add_scalar(name, (float)value, epoch.Epoch);
            }
        }

        inner.Epoch(epoch, seconds, best);
    }
}
