using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>A validation chip as pictures.</summary>
/// <param name="Name">The chip's name.</param>
/// <param name="Accuracy">Share of its validation pixels answered rightly, 0–1.</param>
/// <param name="Pixels">Number of its validation pixels.</param>
/// <param name="Image">Three bands, stretched: PNG.</param>
/// <param name="Truth">Reference classes; unlabelled pixels are blank: PNG.</param>
/// <param name="Answer">The network's classes: PNG.</param>
/// <param name="Planes">All of it, for a page that shows any combination of bands.</param>
internal sealed record SampleChip(
    string Name,
    double Accuracy,
    int Pixels,
    byte[] Image,
    byte[] Truth,
    byte[] Answer,
    ReviewChip Planes
);
