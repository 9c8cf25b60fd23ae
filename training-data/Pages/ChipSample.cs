using Segment.PackageFormat;

namespace Segment.TrainingData.Pages;

/// <summary>A chip to look at.</summary>
/// <param name="Name">The chip's name.</param>
/// <param name="Part">What it is for; null where it is left out or nothing was split.</param>
/// <param name="Labelled">Share of its pixels with a label, 0–1.</param>
/// <param name="Image">Three bands, stretched: PNG.</param>
/// <param name="Labels">The labels in the colours of their classes over the grey image: PNG.</param>
public sealed record ChipSample(string Name, SplitPart? Part, double Labelled, byte[] Image, byte[] Labels);
