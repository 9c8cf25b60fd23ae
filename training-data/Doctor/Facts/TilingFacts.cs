namespace Segment.TrainingData.Doctor.Facts;

/// <summary>How chips lie over the labels: as they would be cut, or as they are.</summary>
/// <param name="TileSize">Side of a chip, in pixels.</param>
/// <param name="Stride">Step from chip to chip, in pixels; null where it is not known.</param>
/// <param name="Chips">Chips with at least one labelled pixel.</param>
/// <param name="MedianLabelledShare">Share of the pixels that have a label in the middle one of them, 0–1.</param>
/// <param name="AlmostEmpty">Those of them with fewer labelled pixels than <see cref="AlmostEmptyShare"/>.</param>
/// <param name="MetresPerPixel">Length of a pixel's side, in metres; null where it is not known.</param>
public sealed record TilingFacts(
    int TileSize,
    int? Stride,
    int Chips,
    double MedianLabelledShare,
    int AlmostEmpty,
    double? MetresPerPixel
)
{
    /// <summary>Below this share of labelled pixels a chip is mostly <em>ignore</em>: 1 %, so that a step of eight chips of 64 px
    /// learns from fewer than 330 pixels.</summary>
    public const double AlmostEmptyShare = 0.01;
}
