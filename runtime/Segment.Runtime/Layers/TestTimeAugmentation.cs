namespace Segment.Runtime.Layers;

/// <summary>The turned and mirrored views of a tile whose logits are averaged.</summary>
public enum TestTimeAugmentation
{
    /// <summary>The tile as it is: each pixel is computed once.</summary>
    Off = 1,

    /// <summary>The tile, its two mirror images, and the tile turned by 180°: four times the work.</summary>
    Flips = 4,

    /// <summary>All eight symmetries of the square: eight times the work.</summary>
    Dihedral = 8,
}
