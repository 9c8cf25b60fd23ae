using Segment.PackageFormat;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer.AutoDl;

/// <summary>Tells how far one trial is; its epochs are not shown one by one.</summary>
/// <param name="title">What is tried.</param>
/// <param name="search">Follows the search.</param>
internal sealed class TrialProgress(string title, ITrainingProgress search) : ITrainingProgress
{
    /// <inheritdoc/>
    public void Stage(string name) => search.Stage(title);

    /// <inheritdoc/>
    public void Step(double fraction) => search.Step(fraction);

    /// <inheritdoc/>
    public void Split(ChipSplit split, IReadOnlyList<LandCoverClass> classes) { }

    /// <inheritdoc/>
    public void Epoch(EpochRecord epoch, double seconds, bool best) { }
}
