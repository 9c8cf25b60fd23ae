namespace Segment.Raster.Maps;

/// <summary>The layers that are made on request beside the classes.</summary>
[Flags]
public enum ExtraLayers
{
    /// <summary>None: the classes alone.</summary>
    None = 0,

    /// <summary>The probability of the class in the map.</summary>
    Confidence = 1,

    /// <summary>The normalised entropy of the probabilities.</summary>
    Entropy = 2,

    /// <summary>How well the samples lie within those of the training.</summary>
    Applicability = 4,

    /// <summary>The probability of every class, one layer a class.</summary>
    Probabilities = 8,
}
