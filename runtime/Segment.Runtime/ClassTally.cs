using Segment.PackageFormat;

namespace Segment.Runtime;

/// <summary>How much of a map one class covers.</summary>
/// <param name="Class">The class.</param>
/// <param name="Pixels">Its pixels in the map.</param>
public sealed record ClassTally(LandCoverClass Class, long Pixels);
