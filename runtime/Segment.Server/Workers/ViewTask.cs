namespace Segment.Server.Workers;

/// <summary>A page that shall show a map over its scene.</summary>
/// <param name="MapPath">The map.</param>
/// <param name="ScenePath">The scene.</param>
/// <param name="Folder">The folder to write.</param>
/// <param name="Title">What the map is called.</param>
internal sealed record ViewTask(string MapPath, string ScenePath, string Folder, string Title);
