using Segment.TrainingData.Splitting;

namespace Segment.Trainer.Tests;

/// <summary>Remembers what it was told.</summary>
internal sealed class SilentProgress(Action<EpochRecord>? onEpoch = null) : ITrainingProgress
{
    public List<string> Stages { get; } = [];

    public List<double> Fractions { get; } = [];

    public List<(EpochRecord Record, bool Best)> Epochs { get; } = [];

    public void Stage(string name)
    {
        Stages.Add(name);
        Fractions.Clear();
    }

    public void Step(double fraction) => Fractions.Add(fraction);

    public ChipSplit? Parts { get; private set; }

    public void Split(ChipSplit split, IReadOnlyList<LandCoverClass> classes) => Parts = split;

    public void Epoch(EpochRecord epoch, double seconds, bool best)
    {
        Epochs.Add((epoch, best));
        onEpoch?.Invoke(epoch);
    }
}
