using Segment.PackageFormat;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Pages;

/// <summary>What a page about training data shows. What is null or empty is left out of the page.</summary>
public sealed record TrainingDataPageContents
{
    /// <summary>Gets the heading, such as the chips folder's name.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the line under the heading.</summary>
    public required string Subtitle { get; init; }

    /// <summary>Gets the classes; position = class index.</summary>
    public required IReadOnlyList<LandCoverClass> Classes { get; init; }

    /// <summary>Gets the chips with their labels.</summary>
    public IReadOnlyList<LabelledChip> Chips { get; init; } = [];

    /// <summary>Gets how the chips are split; its chips are <see cref="Chips"/>.</summary>
    public SplitPlan? Split { get; init; }

    /// <summary>Gets the picture of the scene.</summary>
    public SceneView? Scene { get; init; }

    /// <summary>Gets chips to look at.</summary>
    public IReadOnlyList<ChipSample> Samples { get; init; } = [];

    /// <summary>Gets what the checks found; null where nothing was checked.</summary>
    public DoctorReport? Doctor { get; init; }

    /// <summary>Gets facts by name, in the order shown.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>Gets what the user was told.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];
}
