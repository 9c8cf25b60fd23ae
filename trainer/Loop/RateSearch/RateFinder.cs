using System.Text;
using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Packaging;
using Segment.Trainer.Report;
using Segment.Trainer.Torch;

namespace Segment.Trainer.Loop.RateSearch;

/// <summary>Searches the learning rate before a training, and keeps curve and picture in the run folder.</summary>
/// <param name="run">The run folder.</param>
/// <param name="compute">Where to train.</param>
/// <param name="objective">What is lowered.</param>
/// <param name="settings">How.</param>
internal sealed class RateFinder(RunFolder run, ComputeDevice compute, Objective objective, LoopSettings settings)
{
    /// <summary>Searches, or takes what the interrupted training found.</summary>
    /// <param name="found">Whether an interrupted training goes on, which has searched.</param>
    /// <param name="fresh">Makes a network as the training begins with it.</param>
    /// <param name="data">The training chips.</param>
    /// <param name="progress">Follows the search.</param>
    /// <param name="token">Ends it.</param>
    /// <returns>The curve.</returns>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RateCurve Find(
        bool found,
        Func<TorchNetwork> fresh,
        ChipDataset data,
        ITrainingProgress progress,
        CancellationToken token
    )
    {
        if (!found)
        {
            progress.Stage("Finding the learning rate");
            using var model = fresh();
            var curve = new RateSweep(compute, objective, settings).Run(model, data, progress, token);
            WholeFile.Write(run.RateSearch, curve.ToJson());
            WholeFile.Write(run.RatePicture, Encoding.UTF8.GetBytes(RateChart.Draw(curve)));
        }

        return RateCurve.FromJson(RunFolder.Read(run.RateSearch), run.RateSearch);
    }
}
