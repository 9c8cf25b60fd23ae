namespace Segment.Review.Comparing;

/// <summary>How two maps meet, pixel by pixel, where both hold a class.</summary>
/// <param name="First">Position of the one, whose classes are the rows.</param>
/// <param name="Second">Position of the other, whose classes are the columns.</param>
/// <param name="Cells">Three numbers for each cell that is not empty: row, column, pixels.</param>
public sealed record MapPair(int First, int Second, IReadOnlyList<long> Cells);
