using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer;

/// <summary>Follows a training. Calls come one at a time, not always from the same thread.</summary>
public interface ITrainingProgress
{
    /// <summary>A stage begins; the one before it is over.</summary>
    /// <param name="name">What is being done, such as <c>Reading chips</c> or <c>Training</c>.</param>
    void Stage(string name);

    /// <summary>Work goes on.</summary>
    /// <param name="fraction">Done of the current stage, 0–1.</param>
    void Step(double fraction);

    /// <summary>The chips folder is open, and the work begins.</summary>
    /// <param name="chips">The folder.</param>
    void Chips(ChipFolder chips) { }

    /// <summary>The chips are split.</summary>
    /// <param name="split">What trains, validates and tests.</param>
    /// <param name="classes">The classes; position = class index.</param>
    void Split(ChipSplit split, IReadOnlyList<LandCoverClass> classes);

    /// <summary>An epoch has ended.</summary>
    /// <param name="epoch">Its figures.</param>
    /// <param name="seconds">Its wall time, validation included.</param>
    /// <param name="best">Whether it is the best so far, by the monitored figure.</param>
    void Epoch(EpochRecord epoch, double seconds, bool best);
}
