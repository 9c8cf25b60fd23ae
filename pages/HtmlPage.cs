using System.Net;
using System.Text;

namespace Segment.Pages;

/// <summary>A page of text, tables and pictures: one file that needs nothing else, for the screen and for paper.</summary>
public static class HtmlPage
{
    /// <summary>Writes a page.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="kind">What kind of page it is; stands in the window's title.</param>
    /// <param name="subtitle">The line under the heading.</param>
    /// <param name="body">What follows: HTML.</param>
    /// <param name="bundle">The script that brings the page to life (<see cref="PageBundle"/>); null for none.</param>
    /// <param name="data">What the script reads.</param>
    /// <returns>HTML.</returns>
    public static string Render(
        string title,
        string kind,
        string subtitle,
        string body,
        string? bundle = null,
        params IReadOnlyList<PageData> data
    )
    {
        using var stream = new MemoryStream();
        var main = $"""
            <main>
            <header>
            <h1>{Text(title)}</h1>
            <p>{Text(subtitle)}</p>
            </header>
            {body}
            </main>
            """;
        PageShell.Write(stream, $"{title} – {kind}", main, bundle is null ? null : new PageBundle(bundle), data);
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
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
