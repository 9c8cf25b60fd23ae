namespace Segment.Pages;

/// <summary>A page that a script draws, over the whole window.</summary>
public static class AppPage
{
    /// <summary>Writes a page.</summary>
    /// <param name="output">Where to; UTF-8.</param>
    /// <param name="title">What it shows.</param>
    /// <param name="kind">What kind of page it is; stands in the window's title.</param>
    /// <param name="bundle">The script (<see cref="PageBundle"/>); it draws into the element <c>app</c>.</param>
    /// <param name="data">What the script reads.</param>
    public static void Write(
        Stream output,
        string title,
        string kind,
        string bundle,
        params IReadOnlyList<PageData> data
    ) =>
        PageShell.Write(
            output,
            $"{title} – {kind}",
            "<div id=\"app\"><noscript>This page needs JavaScript, which is switched off.</noscript></div>",
            new PageBundle(bundle),
            data
        );
}
