using Segment.PackageFormat;

namespace Segment.Trainer.Packaging;

/// <summary>The epochs of a training that have ended.</summary>
/// <param name="History">Their figures.</param>
/// <param name="EpochSeconds">Their wall times.</param>
/// <param name="StoppedEarly">Whether the training has ended with them before its last epoch.</param>
/// <param name="BestLoss">The best epoch's validation loss.</param>
/// <param name="BestMatrix">The best epoch's counts; row = reference, column = answer.</param>
/// <param name="BestWeights">The name of the file with the best epoch's weights.</param>
internal sealed record EndedEpochs(
    TrainingHistory History,
    IReadOnlyList<double> EpochSeconds,
    bool StoppedEarly,
    double BestLoss,
    IReadOnlyList<IReadOnlyList<long>> BestMatrix,
    string BestWeights
);
