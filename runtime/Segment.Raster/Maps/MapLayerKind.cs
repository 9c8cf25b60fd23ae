namespace Segment.Raster.Maps;

/// <summary>What a layer of a classification tells about each pixel.</summary>
public enum MapLayerKind
{
    /// <summary>The class index; <see cref="MapLayer.AbstainIndex"/> and <see cref="MapLayer.NoData"/> are no classes.</summary>
    ClassIndex,

    /// <summary>The probability of the class in the map.</summary>
    Confidence,

    /// <summary>Shannon's entropy of the probabilities, divided by its greatest value, ln(classes).</summary>
    Entropy,

    /// <summary>How well the samples around the pixel lie within those of the training: 1 well, towards 0 ever further away.</summary>
    Applicability,

    /// <summary>The probability of one class.</summary>
    Probability,
}
