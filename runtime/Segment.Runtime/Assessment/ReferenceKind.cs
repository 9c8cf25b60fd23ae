namespace Segment.Runtime.Assessment;

/// <summary>What a map is compared with.</summary>
public enum ReferenceKind
{
    /// <summary>Polygons: every pixel that they cover counts.</summary>
    Polygons,

    /// <summary>A classified raster: every pixel with a class counts.</summary>
    Raster,

    /// <summary>Points that somebody interpreted: each counts once.</summary>
    Points,
}
