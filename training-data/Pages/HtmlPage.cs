using System.Net;

namespace Segment.TrainingData.Pages;

/// <summary>The frame of every page that Segment writes: one file that needs nothing else, for the screen and for paper.</summary>
public static class HtmlPage
{
    private const string StyleSheet = "page.css";

    /// <summary>Writes a page.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="kind">What kind of page it is; stands in the window's title.</param>
    /// <param name="subtitle">The line under the heading.</param>
    /// <param name="body">What follows: HTML.</param>
    /// <returns>HTML.</returns>
    public static string Render(string title, string kind, string subtitle, string body)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(StyleSheet)!;
        using var reader = new StreamReader(stream);
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Text(title)} – {Text(kind)}</title>
            <style>
            {reader.ReadToEnd()}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Text(title)}</h1>
            <p>{Text(subtitle)}</p>
            </header>
            {body}
            </main>
            </body>
            </html>

            """;
    }

    /// <summary>Makes text safe to stand in a page.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>HTML.</returns>
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Writes a share.</summary>
    /// <param name="share">0–1; null or NaN where it is not known.</param>
    /// <returns>Per cent with one decimal, or a dash.</returns>
    public static string Percent(double? share) =>
        share is { } value && double.IsFinite(value) ? $"{value * 100:0.0} %" : "–";

    /// <summary>Writes a section.</summary>
    /// <param name="title">Its heading.</param>
    /// <param name="content">HTML.</param>
    /// <returns>HTML.</returns>
    public static string Section(string title, string content) => $"<section><h2>{Text(title)}</h2>{content}</section>";

    /// <summary>Writes a figure with a large number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="name">What it is.</param>
    /// <param name="note">What to hold against it.</param>
    /// <returns>HTML; several stand in one <c>div</c> of the class <c>cards</c>.</returns>
    public static string Card(string value, string name, string note) =>
        $"<div class=\"card\"><span>{Text(name)}</span><b>{Text(value)}</b><span>{Text(note)}</span></div>";

    /// <summary>Writes pairs of names and values.</summary>
    /// <param name="pairs">The pairs, in order.</param>
    /// <returns>HTML.</returns>
    public static string Pairs(IEnumerable<(string Name, string Value)> pairs) =>
        $"<dl>{string.Concat(pairs.Select(p => $"<dt>{Text(p.Name)}</dt><dd>{Text(p.Value)}</dd>"))}</dl>";

    /// <summary>Writes sentences as a list.</summary>
    /// <param name="sentences">The sentences.</param>
    /// <returns>HTML.</returns>
    public static string List(IEnumerable<string> sentences) =>
        $"<ul>{string.Concat(sentences.Select(n => $"<li>{Text(n)}</li>"))}</ul>";

    /// <summary>Writes a picture into the page itself.</summary>
    /// <param name="png">The picture: PNG.</param>
    /// <param name="description">What it shows.</param>
    /// <returns>HTML.</returns>
    public static string Image(byte[] png, string description) =>
        $"<img alt=\"{Text(description)}\" src=\"{DataUri(png)}\">";

    /// <summary>Gets a picture as an address.</summary>
    /// <param name="png">The picture: PNG.</param>
    /// <returns>The address.</returns>
    public static string DataUri(byte[] png) => $"data:image/png;base64,{Convert.ToBase64String(png)}";
}
