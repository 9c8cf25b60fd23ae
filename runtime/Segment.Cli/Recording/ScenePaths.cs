namespace Segment.Cli.Recording;

/// <summary>Writes down which scenes were worked on.</summary>
internal static class ScenePaths
{
    /// <summary>Writes their paths.</summary>
    /// <param name="scenes">Paths, patterns, or GDAL's own paths.</param>
    /// <returns>Their whole paths, with commas between.</returns>
    public static string Text(IEnumerable<string> scenes) =>
        string.Join(
            ", ",
            scenes.Select(scene => scene.StartsWith("/vsi", StringComparison.Ordinal) ? scene : Path.GetFullPath(scene))
        );
}
