using Segment.PackageFormat;
using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Doctor;

/// <summary>All that the checks may look at: facts that were gathered once. What is not known is null or empty.</summary>
public sealed record Patient
{
    /// <summary>Gets the commands that remedies are made of.</summary>
    public required RemedyCommands Commands { get; init; }

    /// <summary>Gets the scenes.</summary>
    public IReadOnlyList<SceneFacts> Scenes { get; init; } = [];

    /// <summary>Gets the bands: those of the first scene, or those of the chips where there is no scene.</summary>
    public IReadOnlyList<BandFacts> Bands { get; init; } = [];

    /// <summary>Gets the labels.</summary>
    public LabelFacts? Labels { get; init; }

    /// <summary>Gets the classes of the labels, or of the chips where there are no labels; position = class index.</summary>
    public IReadOnlyList<ClassFacts> Classes { get; init; } = [];

    /// <summary>Gets how chips lie over the labels.</summary>
    public TilingFacts? Tiling { get; init; }

    /// <summary>Gets which chips train and which validate.</summary>
    public SplitFacts? Split { get; init; }

    /// <summary>Gets what the package says of itself.</summary>
    public ModelDefinition? Package { get; init; }

    /// <summary>Gets the side of the pixels that scenes will be resampled to, in map units; null for their own.</summary>
    public double? CellSize { get; init; }

    /// <summary>Gets the finished training.</summary>
    public RunFacts? Run { get; init; }
}
