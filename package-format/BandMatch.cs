namespace Segment.PackageFormat;

/// <summary>How a scene's bands are found for a network.</summary>
public enum BandMatch
{
    /// <summary>By position: either side has bands without names of their own.</summary>
    ByPosition,

    /// <summary>By position, and the names agree.</summary>
    SameNames,

    /// <summary>By name: the scene holds them in another order.</summary>
    ByName,

    /// <summary>By position, although the names differ.</summary>
    OtherNames,
}
