namespace Segment.PackageFormat;

/// <summary>What a chip or a pixel is for.</summary>
public enum SplitPart
{
    /// <summary>The network learns from it.</summary>
    Training,

    /// <summary>The best epoch is chosen by it.</summary>
    Validation,

    /// <summary>The finished network is scored on it, once.</summary>
    Test,
}
