using System.Text;
using Segment.PackageFormat;

namespace Segment.Trainer.Report;

/// <summary>Sample chips side by side: image, truth, answer.</summary>
internal static class SampleGallery
{
    /// <summary>Writes it.</summary>
    /// <param name="samples">The chips, best first.</param>
    /// <param name="classes">The classes, for the legend.</param>
    /// <returns>HTML.</returns>
    public static string Render(IReadOnlyList<SampleChip> samples, IReadOnlyList<LandCoverClass> classes)
    {
        var page = new StringBuilder("<div class=\"legend\">");
        foreach (var c in classes)
        {
            page.Append($"<span>{ClassTable.Swatch(c)}</span>");
        }

        page.Append(
            "</div><p class=\"faint\">Validation chips, best first, then worst: image, labelled validation pixels, answer.</p><div class=\"samples\">"
        );
        foreach (var s in samples)
        {
            var name = ReportPage.Text(s.Name);
            page.Append("<figure><div class=\"sample\">")
                .Append(Image(s.Image, $"Image of chip {name}"))
                .Append(Image(s.Truth, $"Labels of chip {name}"))
                .Append(Image(s.Answer, $"Answer for chip {name}"))
                .Append(
                    $"</div><figcaption>Chip {name}: {ReportPage.Percent(s.Accuracy)} of {s.Pixels:N0} labelled pixels</figcaption></figure>"
                );
        }

        return page.Append("</div>").ToString();
    }

    private static string Image(byte[] png, string description) =>
        $"<img alt=\"{description}\" src=\"data:image/png;base64,{Convert.ToBase64String(png)}\">";
}
