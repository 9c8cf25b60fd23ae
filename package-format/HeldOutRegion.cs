namespace Segment.PackageFormat;

/// <summary>A polygon, or a part of a larger region of labels, that does not train.</summary>
/// <param name="Part">What it is held out for.</param>
/// <param name="Row">Row of its first pixel in reading order, on the grid that the chips share.</param>
/// <param name="Column">Column of that pixel.</param>
/// <param name="Pixels">How many labelled pixels it has.</param>
public sealed record HeldOutRegion(SplitPart Part, int Row, int Column, long Pixels);
