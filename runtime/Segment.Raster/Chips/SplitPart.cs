namespace Segment.Raster.Chips;

/// <summary>What a chip is for.</summary>
public enum SplitPart
{
    /// <summary>The network learns from it.</summary>
    Training,

    /// <summary>It decides which epoch is kept.</summary>
    Validation,

    /// <summary>It is looked at once, when the training is over.</summary>
    Test,
}
