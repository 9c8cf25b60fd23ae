namespace Segment.Review.Comparing;

/// <summary>A band of the scene, in levels: 0 where there is no data, else 1 to 255.</summary>
/// <param name="Id">The name of its tiles.</param>
/// <param name="Name">The band's name.</param>
/// <param name="Low">The value of level 1; smaller ones are drawn alike.</param>
/// <param name="High">The value of level 255; greater ones are drawn alike.</param>
/// <param name="Counts">Pixels of each level, 256 long.</param>
public sealed record ComparedBand(string Id, string Name, double Low, double High, IReadOnlyList<long> Counts);
