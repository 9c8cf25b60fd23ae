using System.Text;
using Segment.PackageFormat;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Pages;

/// <summary>What each part of a split holds of each class, as numbers and bars.</summary>
public static class PartTable
{
    private const int FullBar = 260;

    /// <summary>Writes it.</summary>
    /// <param name="split">The split.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>HTML.</returns>
    public static string Render(ChipSplit split, IReadOnlyList<LandCoverClass> classes)
    {
        int[] parts = [.. PartColors.Used(split)];
        var page = new StringBuilder("<div class=\"scroll\"><table><tr><th>Class</th>");
        foreach (var part in parts)
        {
            page.Append($"<th>{ClassLegend.Swatch(PartColors.Of(part).ToString(), PartColors.Name(part))}</th>");
        }

        page.Append("<th class=\"text\">Share of each part</th></tr>");
        for (var c = 0; c < classes.Count; c++)
        {
            page.Append($"<tr><td>{ClassLegend.Swatch(classes[c])}</td>");
            foreach (var part in parts)
            {
                page.Append($"<td>{Count(split.Parts[part], c)}</td>");
            }

            page.Append($"<td class=\"text\">{Bar(split, parts, c)}</td></tr>");
        }

        var regions = split.Parts.Any(p => p.Regions.Any(r => r > 0));
        return page.Append("</table></div><p class=\"faint\">Labelled pixels, each counted once")
            .Append(regions ? ", and in how many separate polygons or parts of regions they lie" : "")
            .Append(". The bars are as long as the classes are large.</p>")
            .ToString();
    }

    private static string Count(PartPixels part, int c) =>
        part.Pixels[c] == 0 ? "–"
        : part.Regions[c] > 0 ? $"{part.Pixels[c]:N0} <span class=\"faint\">in {part.Regions[c]:N0}</span>"
        : $"{part.Pixels[c]:N0}";

    private static string Bar(ChipSplit split, int[] parts, int c)
    {
        var largest = Enumerable.Range(0, split.Parts[0].Pixels.Count).Max(k => split.Parts.Sum(p => p.Pixels[k]));
        var bar = new StringBuilder("<span class=\"parts\">");
        foreach (var part in parts.Where(p => split.Parts[p].Pixels[c] > 0))
        {
            var width = Math.Max(2, FullBar * split.Parts[part].Pixels[c] / (double)Math.Max(1, largest));
            bar.Append($"<i style=\"width:{width:0}px;background:{PartColors.Of(part)}\"></i>");
        }

        return bar.Append("</span>").ToString();
    }
}
