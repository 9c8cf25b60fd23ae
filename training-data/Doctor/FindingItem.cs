using Segment.Raster;

namespace Segment.TrainingData.Doctor;

/// <summary>One of the things that a finding is about: a class, a band, a polygon, a chip.</summary>
/// <param name="Name">What it is called for people, such as <c>Mangrove (2)</c> or <c>feature 7</c>.</param>
/// <param name="Numbers">Its figures by name, in the order they are shown; the name ends in the unit where there is one.</param>
/// <param name="Place">The pixels of the scene that it covers; null where it has no place.</param>
public sealed record FindingItem(string Name, IReadOnlyDictionary<string, double> Numbers, PixelWindow? Place = null);
