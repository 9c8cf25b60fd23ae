using Segment.PackageFormat;

namespace Segment.Trainer.Data;

/// <summary>How the training chips are normalised.</summary>
/// <param name="Bands">Positions of the bands that the network reads, ascending: those that hold data in the training chips.</param>
/// <param name="Normalization">One centre and one scale for each of them.</param>
/// <param name="Constant">Those of <paramref name="Bands"/> that hold one value only.</param>
/// <param name="Distributions">How the samples of each of <paramref name="Bands"/> are distributed.</param>
internal sealed record NormalizationEstimate(
    IReadOnlyList<int> Bands,
    Normalization Normalization,
    IReadOnlyList<int> Constant,
    IReadOnlyList<BandDistribution> Distributions
);
