namespace Segment.Raster.Labels;

/// <summary>How much was drawn of one class in a vector file.</summary>
/// <param name="Count">Usable features of the class, inside the scene or not.</param>
/// <param name="Area">The sum of their areas in square map units of the scene; 0 for points.</param>
public sealed record ClassFeatures(int Count, double Area);
