namespace Segment.Review.Comparing;

/// <summary>A map of a comparison, or the reference.</summary>
/// <param name="Id">The name of its tiles.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Note">What made it, where the file tells.</param>
/// <param name="IsReference">Whether it is the reference.</param>
/// <param name="Pixels">Pixels of each class, in the map's own grid.</param>
/// <param name="Hectares">The area of one pixel, in hectares; null where it is not known.</param>
public sealed record ComparedLayer(
    string Id,
    string Title,
    string Note,
    bool IsReference,
    IReadOnlyList<long> Pixels,
    double? Hectares
);
