namespace Segment.Runtime;

/// <summary>What is done where tiles overlap.</summary>
public enum TileBlending
{
    /// <summary>Tiles of a network that takes means over its whole input are blended, unless a padding is given; others are cut.</summary>
    Auto,

    /// <summary>Tiles overlap by half; their probabilities are averaged with the weights of a Hann window.</summary>
    Hann,

    /// <summary>Tiles are cut: each answers alone for its core, its padding is thrown away.</summary>
    None,
}
