using System.Text;
using Segment.PackageFormat;
using Segment.Pages;
using Segment.TrainingData.Pages;

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
        var page = new StringBuilder(ClassLegend.Render(classes));
        page.Append(
            "<p class=\"faint\">Validation chips, best first, then worst: image, labelled validation pixels, answer.</p><div class=\"samples\">"
        );
        foreach (var s in samples)
        {
            var name = HtmlPage.Text(s.Name);
            page.Append("<figure><div class=\"sample\">")
                .Append(HtmlPage.Image(s.Image, $"Image of chip {name}"))
                .Append(HtmlPage.Image(s.Truth, $"Labels of chip {name}"))
                .Append(HtmlPage.Image(s.Answer, $"Answer for chip {name}"))
                .Append(
                    $"</div><figcaption>Chip {name}: {HtmlPage.Percent(s.Accuracy)} of {s.Pixels:N0} labelled pixels</figcaption></figure>"
                );
        }

        return page.Append("</div>").ToString();
    }
}
