using System.Text;

namespace Segment.Pages;

/// <summary>The frame of every page that Segment writes: one file that needs nothing else. Style, script and data lie in it.</summary>
internal static class PageShell
{
    private const string StyleSheet = "page.css";

    // Nothing comes from a network: files beside the page, or the server that sent it.
    private const string Policy =
        "default-src 'self' file: data: blob: 'unsafe-inline'; object-src 'none'; base-uri 'none'";

    /// <summary>Writes a page.</summary>
    /// <param name="output">Where to; UTF-8.</param>
    /// <param name="title">The window's title.</param>
    /// <param name="body">HTML.</param>
    /// <param name="bundle">The script; null for none.</param>
    /// <param name="data">What the script reads.</param>
    public static void Write(Stream output, string title, string body, PageBundle? bundle, IReadOnlyList<PageData> data)
    {
        Put(
            output,
            $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <link rel="icon" href="data:,">
            <title>{HtmlPage.Text(title)}</title>
            <style>
            {Resource(StyleSheet)}
            {bundle?.Style}
            </style>
            </head>
            <body>
            {body}

            """
        );
        foreach (var part in data)
        {
            Put(output, $"<script type=\"application/json\" id=\"{HtmlPage.Text(part.Id)}\">");
            output.Write(part.Json.Span);
            Put(output, "</script>\n");
        }

        if (bundle is not null)
        {
            Put(output, $"<script>\n{bundle.Script}\n</script>\n");
        }

        Put(output, "</body>\n</html>\n");
    }

    /// <summary>Reads a text that lies in this assembly.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The text; null where there is none.</returns>
    internal static string? Resource(string name)
    {
        using var stream = typeof(PageShell).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static void Put(Stream output, string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
