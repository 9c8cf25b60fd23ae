namespace Segment.Pages;

/// <summary>The script and style of a page, with all libraries that it uses; made from the folder of the same name in <c>web/</c>.</summary>
public sealed class PageBundle
{
    /// <summary>Finds a bundle.</summary>
    /// <param name="name">The folder's name in <c>web/</c>, such as <c>compare</c>.</param>
    /// <exception cref="ArgumentException">There is no such bundle.</exception>
    public PageBundle(string name)
    {
        var script =
            PageShell.Resource($"{name}/main.js")
            ?? throw new ArgumentException($"There is no web/{name}/main.js.", nameof(name));
        // What ends a script or a style in HTML must not stand inside.
        Script = script.Replace("</script", "<\\/script", StringComparison.OrdinalIgnoreCase);
        Style = (PageShell.Resource($"{name}/main.css") ?? "").Replace(
            "</style",
            "<\\/style",
            StringComparison.OrdinalIgnoreCase
        );
    }

    /// <summary>Gets the script: runs by itself once the page is there.</summary>
    public string Script { get; }

    /// <summary>Gets the style sheet.</summary>
    public string Style { get; }
}
