using Segment.PackageFormat;

namespace Segment.Runtime.Maps;

/// <summary>How a map agrees with a reference.</summary>
/// <param name="Classes">The map's classes; their positions are the rows and columns of <paramref name="Matrix"/>.</param>
/// <param name="Matrix">Reference (rows) against map (columns), in pixels.</param>
public sealed record MapAssessmentResult(IReadOnlyList<LandCoverClass> Classes, ConfusionMatrix Matrix);
