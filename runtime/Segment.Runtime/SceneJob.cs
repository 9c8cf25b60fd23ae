namespace Segment.Runtime;

/// <summary>A scene and the map that is made of it.</summary>
/// <param name="ScenePath">The path to open.</param>
/// <param name="OutPath">The map.</param>
public sealed record SceneJob(string ScenePath, string OutPath);
