using System.Text;
using Segment.PackageFormat;
using Segment.Pages;

namespace Segment.Trainer.Report;

/// <summary>The table of the bands that the network reads.</summary>
internal static class BandTable
{
    private const int Shown = 32;

    /// <summary>Writes it; of a long list only the first bands.</summary>
    /// <param name="definition">The model.</param>
    /// <returns>HTML.</returns>
    public static string Render(ModelDefinition definition)
    {
        var page = new StringBuilder(
            "<div class=\"scroll\"><table><tr><th>Band</th><th class=\"text\">Name</th><th class=\"text\">Type</th><th>Centre</th><th>Scale</th></tr>"
        );
        for (var b = 0; b < Math.Min(Shown, definition.Bands.Count); b++)
        {
            var (band, center, scale) = (
                definition.Bands[b],
                definition.Normalization.Center[b],
                definition.Normalization.Scale[b]
            );
            page.Append(
                $"<tr><td>{band.Index + 1}</td><td class=\"text\">{HtmlPage.Text(band.Name)}</td><td class=\"text\">{band.SourceType.ToString().ToLowerInvariant()}</td>"
                    + $"<td>{center:G5}</td><td>{scale:G5}</td></tr>"
            );
        }

        page.Append("</table></div>");
        if (definition.Bands.Count > Shown)
        {
            page.Append($"<p class=\"faint\">and {definition.Bands.Count - Shown} more.</p>");
        }

        return page.Append(
                "<p class=\"faint\">The network sees (sample − centre) / scale; the graph in the package does this itself.</p>"
            )
            .ToString();
    }
}
