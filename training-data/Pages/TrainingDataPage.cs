using System.Text;
using Segment.PackageFormat;
using Segment.Pages;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Pages;

/// <summary>The page about training data: what the checks found, where the polygons lie, how they are split, what chips look
/// like.</summary>
public static class TrainingDataPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="contents">What it shows.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public static void Write(string path, TrainingDataPageContents contents) =>
        WholeFile.Write(path, Encoding.UTF8.GetBytes(Render(contents)));

    /// <summary>Makes the page.</summary>
    /// <param name="contents">What it shows.</param>
    /// <returns>HTML.</returns>
    public static string Render(TrainingDataPageContents contents)
    {
        var split = contents.Split?.Apply();
        var body = new StringBuilder();
        if (contents.Doctor is { } doctor)
        {
            body.Append(FindingList.Render(doctor));
        }

        if (split is not null)
        {
            body.Append(Cards(contents, split));
        }

        foreach (var (title, content) in Sections(contents, split))
        {
            body.Append(HtmlPage.Section(title, content));
        }

        return HtmlPage.Render(contents.Title, "training data", contents.Subtitle, body.ToString());
    }

    private static IEnumerable<(string Title, string Content)> Sections(
        TrainingDataPageContents contents,
        ChipSplit? split
    )
    {
        if (contents.Chips.Count > 0 && Canvas.Of(contents) is { } canvas)
        {
            var scene = contents.Scene?.Picture.EncodePng();
            yield return ("Where the labels lie", LabelPicture.Render(contents, canvas, scene));
            if (split is not null)
            {
                var picture = SplitPicture.Render(contents.Split!, split, canvas, scene);
                yield return ("Training, validation and test", picture);
            }
        }

        if (split is not null)
        {
            yield return ("Each class in each part", PartTable.Render(split, contents.Classes));
        }

        if (contents.Samples.Count > 0)
        {
            yield return ("What the network will see", ContactSheet.Render(contents));
        }

        if (contents.Facts.Count > 0)
        {
            yield return ("Facts", HtmlPage.Pairs(contents.Facts));
        }

        if (contents.Notices.Count > 0)
        {
            yield return ("What was said", HtmlPage.List(contents.Notices));
        }
    }

    private static string Cards(TrainingDataPageContents contents, ChipSplit split)
    {
        var labelled = split.Parts.Take(3).Sum(p => p.Pixels.Sum()) + split.LeftOut.Pixels.Sum();
        var commonest = Enumerable.Range(0, contents.Classes.Count).MaxBy(c => split.Parts.Sum(p => p.Pixels[c]));
        var share = split.Parts.Sum(p => p.Pixels[commonest]) / (double)Math.Max(1, labelled);
        return "<div class=\"cards\">"
            + HtmlPage.Card(
                $"{contents.Chips.Count:N0}",
                "Chips",
                $"of {contents.Chips[0].Width} × {contents.Chips[0].Height} px"
            )
            + HtmlPage.Card($"{labelled:N0}", "Labelled pixels", $"{contents.Classes.Count} classes")
            + HtmlPage.Card(
                HtmlPage.Percent(share),
                contents.Classes[commonest].Name,
                "the commonest class holds so much"
            )
            + HtmlPage.Card(
                split.Proof.SharedPixels == 0 ? "none" : HtmlPage.Percent(split.SeenShare),
                "Held-out pixels seen in training",
                $"nearest training chip: {split.Proof.GapPixels} px away"
            )
            + "</div>";
    }
}
