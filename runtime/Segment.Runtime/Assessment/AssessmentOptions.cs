using Segment.Raster.Labels;
using Segment.Runtime.Models;

namespace Segment.Runtime.Assessment;

/// <summary>How to compare a map with a reference.</summary>
public sealed record AssessmentOptions
{
    /// <summary>Gets the map's path.</summary>
    public required string MapPath { get; init; }

    /// <summary>Gets the path of the reference: polygons, a classified raster, or interpreted points.</summary>
    public required string ReferencePath { get; init; }

    /// <summary>Gets what to read from the reference; the usual names by default.</summary>
    public LabelOptions Labels { get; init; } = new();

    /// <summary>Gets how the points of a file that does not say so itself were drawn from this very map, as by ArcGIS; null where
    /// the file says so, or nobody knows.</summary>
    public SampleDesign? Design { get; init; }

    /// <summary>Gets the package that made the map, by name or path; null to look for it.</summary>
    public string? ModelPath { get; init; }

    /// <summary>Gets the folders that packages are looked up in; null for those beside the map alone.</summary>
    public ModelsFolder? Models { get; init; }

    /// <summary>Gets the labels that the model was trained on, where the package does not say; null without.</summary>
    public string? TrainingLabels { get; init; }

    /// <summary>Gets what is done with reference pixels that the model was trained on; null refuses them in polygons and
    /// rasters, and counts points, which fall where chance wants.</summary>
    public TrainingOverlap? Overlap { get; init; }
}
