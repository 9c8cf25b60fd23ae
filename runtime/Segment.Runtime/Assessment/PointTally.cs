namespace Segment.Runtime.Assessment;

/// <summary>What became of the points of a reference.</summary>
/// <param name="All">Points in the file.</param>
/// <param name="Interpreted">Those whose class is told.</param>
/// <param name="Unmapped">Those of the interpreted that lie outside the map, or where it holds no data.</param>
/// <param name="InTraining">Those of the interpreted that lie on pixels that the model was trained on.</param>
public sealed record PointTally(int All, int Interpreted, int Unmapped, int InTraining);
