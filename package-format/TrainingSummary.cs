namespace Segment.PackageFormat;

/// <summary>How the model came to be. It holds nothing of the clock: equal trainings give equal packages.</summary>
public sealed record TrainingSummary
{
    /// <summary>Gets the number of chips trained on.</summary>
    public required int Chips { get; init; }

    /// <summary>Gets the labelled training pixels of each class, in the order of the class index.</summary>
    public required IReadOnlyList<long> LabelledPixels { get; init; }

    /// <summary>Gets the number of epochs that were run.</summary>
    public required int Epochs { get; init; }

    /// <summary>Gets the epoch whose weights are in the package, from 1.</summary>
    public required int BestEpoch { get; init; }

    /// <summary>Gets the seed of all randomness.</summary>
    public required int Seed { get; init; }

    /// <summary>Gets the highest learning rate of the schedule.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gets the number of chips in a step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Gets the device that trained, <c>cpu</c> or <c>cuda</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Gets the version of the program that wrote the package.</summary>
    public required string SegmentVersion { get; init; }
}
