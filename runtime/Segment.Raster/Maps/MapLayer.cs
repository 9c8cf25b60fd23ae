namespace Segment.Raster.Maps;

/// <summary>One layer of a classification: a byte a pixel on the map's grid, 255 where there is no data.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Name">Its name in file and item names, such as <c>confidence</c> or <c>probability_7</c> (the class value).</param>
/// <param name="Description">Its name for people, such as <c>Probability of Forest</c>.</param>
/// <param name="Scale">What one step of the byte is worth: quantity = byte × scale.</param>
/// <param name="ClassIndex">The class of a probability layer; null for all others.</param>
public sealed record MapLayer(MapLayerKind Kind, string Name, string Description, double Scale, int? ClassIndex = null)
{
    /// <summary>The byte that stands for NoData in every layer.</summary>
    public const byte NoData = MapWriter.NoDataIndex;

    /// <summary>The class index of pixels with data whose class is not sure enough to be told; at most 254 classes, 0–253,
    /// lie below it.</summary>
    public const byte AbstainIndex = 254;

    /// <summary>The byte that stands for 1 in layers of shares and probabilities; a step is 0.004, a decimal number.</summary>
    public const byte One = 250;
}
