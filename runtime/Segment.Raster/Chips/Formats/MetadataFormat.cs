namespace Segment.Raster.Chips.Formats;

/// <summary>A way to write the labels of chips, as ArcGIS names it.</summary>
public sealed class MetadataFormat
{
    /// <summary>Describes a format.</summary>
    /// <param name="name">ArcGIS's name.</param>
    /// <param name="store">Where the labels stand, in a few words.</param>
    /// <param name="needs">What it wants to know of the labels.</param>
    /// <param name="labels">Writes them.</param>
    /// <param name="modelTypes">ArcGIS's model types that train on it.</param>
    internal MetadataFormat(
        string name,
        string store,
        LabelNeed needs,
        IChipLabels labels,
        params IReadOnlyList<string> modelTypes
    ) => (Name, Store, Needs, Labels, ModelTypes) = (name, store, needs, labels, modelTypes);

    /// <summary>Gets ArcGIS's name, such as <c>Classified_Tiles</c>.</summary>
    public string Name { get; }

    /// <summary>Gets where the labels stand, in a few words.</summary>
    public string Store { get; }

    /// <summary>Gets what it wants to know of the labels.</summary>
    public LabelNeed Needs { get; }

    /// <summary>Gets ArcGIS's model types that train on it.</summary>
    public IReadOnlyList<string> ModelTypes { get; }

    /// <summary>Gets what it does with an additional input raster.</summary>
    public SecondRaster SecondRaster { get; internal init; }

    /// <summary>Gets whether its statistics count features and not pixels.</summary>
    internal bool CountsFeatures => Needs is LabelNeed.Boxes or LabelNeed.Masks or LabelNeed.OneObject;

    /// <summary>Gets what writes the labels.</summary>
    internal IChipLabels Labels { get; }
}
