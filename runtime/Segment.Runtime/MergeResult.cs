namespace Segment.Runtime;

/// <summary>What a finished merge made.</summary>
/// <param name="MapPath">The map's path.</param>
/// <param name="ScenePath">The scene that was classified.</param>
/// <param name="Shards">The shards that it was made from.</param>
/// <param name="Classes">The pixels of each class, in the package's order of classes.</param>
/// <param name="NoDataPixels">The pixels that are NoData.</param>
/// <param name="AbstainedPixels">The pixels that are not sure enough to be told their class.</param>
public sealed record MergeResult(
    string MapPath,
    string ScenePath,
    int Shards,
    IReadOnlyList<ClassTally> Classes,
    long NoDataPixels,
    long AbstainedPixels
);
