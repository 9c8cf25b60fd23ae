namespace Segment.Cli.Output;

/// <summary>Paths as a person would type them.</summary>
internal static class PathText
{
    /// <summary>Writes a path relative to the current folder where that is shorter.</summary>
    /// <param name="path">Any path.</param>
    /// <returns>The shorter form.</returns>
    public static string Short(string path)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
