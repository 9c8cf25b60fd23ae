using Segment.PackageFormat;

namespace Segment.TrainingData.Reviewing;

/// <summary>One class in several models.</summary>
/// <param name="Class">The class, as the first model that has it draws it.</param>
/// <param name="Scores">Its scores, one for each model; null where a model does not have the class.</param>
/// <param name="Winners">Positions of the models with the best F1; several where they are equal as printed, none where fewer than two have one.</param>
public sealed record ClassComparison(
    LandCoverClass Class,
    IReadOnlyList<ClassMetrics?> Scores,
    IReadOnlyList<int> Winners
);
