namespace Segment.Server.Workers;

/// <summary>A scene whose header shall be looked at.</summary>
/// <param name="ScenePath">The scene.</param>
/// <param name="Limits">How large it may be.</param>
internal sealed record ProbeTask(string ScenePath, SceneLimits Limits);
