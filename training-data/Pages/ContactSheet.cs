using System.Text;
using Segment.PackageFormat;
using Segment.Pages;
using Segment.Raster.Chips;
using Segment.Raster.Maps;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Pages;

/// <summary>Chips beside their labels, some of each class.</summary>
public static class ContactSheet
{
    private const int Shown = 24;

    // A chip's picture is not larger than this, so that the page stays light.
    private const int MaxSide = 128;

    /// <summary>Draws chips: in turn one of each class, from all over the list.</summary>
    /// <param name="chips">What a split looks at of each chip.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="parts">Each chip's part; null where nothing is split.</param>
    /// <param name="name">The name of a chip by its position in the list.</param>
    /// <param name="read">Reads a chip by its position in the list.</param>
    /// <returns>The samples.</returns>
    public static IReadOnlyList<ChipSample> Draw(
        IReadOnlyList<LabelledChip> chips,
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyList<SplitPart?>? parts,
        Func<int, string> name,
        Func<int, Chip> read
    )
    {
        var chosen = Choose(chips, classes.Count);
        var loaded = chosen.ConvertAll(c => read(c));
        var colors = new ChipColors(
            loaded,
            [.. Enumerable.Range(0, loaded[0].Samples.Length / (loaded[0].Height * loaded[0].Width))]
        );
        return
        [
            .. chosen.Zip(
                loaded,
                (chip, pixels) =>
                {
                    var image = colors.Image(pixels);
                    var labels = ChipColors.Classes(pixels.Height, pixels.Width, pixels.Labels, classes, image);
                    var labelled = 1 - (pixels.Labels.AsSpan().Count(byte.MaxValue) / (double)pixels.Labels.Length);
                    return new ChipSample(name(chip), parts?[chip], labelled, Encode(image), Encode(labels));
                }
            ),
        ];
    }

    /// <summary>Writes them.</summary>
    /// <param name="contents">The page.</param>
    /// <returns>HTML.</returns>
    internal static string Render(TrainingDataPageContents contents)
    {
        var page = new StringBuilder(ClassLegend.Render(contents.Classes));
        page.Append(
            $"<p class=\"faint\">{contents.Samples.Count} of {contents.Chips.Count:N0} chips: the image, and its labels over it; grey has no label.</p><div class=\"contact\">"
        );
        foreach (var sample in contents.Samples)
        {
            var name = HtmlPage.Text(sample.Name);
            var part =
                sample.Part is { } p ? (int)p
                : contents.Split is null ? -1
                : 3;
            page.Append("<figure><div class=\"pair\">")
                .Append(HtmlPage.Image(sample.Image, $"Image of chip {sample.Name}"))
                .Append(HtmlPage.Image(sample.Labels, $"Labels of chip {sample.Name}"))
                .Append($"</div><figcaption>{name} · {sample.Labelled * 100:0} % labelled");
            if (part >= 0)
            {
                page.Append(
                    $"<i class=\"dot\" style=\"background:{PartColors.Of(part)}\" title=\"{PartColors.Name(part)}\"></i>"
                );
            }

            page.Append("</figcaption></figure>");
        }

        return page.Append("</div>").ToString();
    }

    private static byte[] Encode(Picture picture)
    {
        var step = (Math.Max(picture.Height, picture.Width) + MaxSide - 1) / MaxSide;
        if (step == 1)
        {
            return picture.EncodePng();
        }

        var (height, width) = (picture.Height / step, picture.Width / step);
        var rgb = new byte[3 * height * width];
        for (var i = 0; i < height * width; i++)
        {
            var from = ((i / width * step * picture.Width) + (i % width * step)) * 3;
            picture.Rgb.AsSpan(from, 3).CopyTo(rgb.AsSpan(3 * i));
        }

        return Picture.EncodePng(height, width, rgb);
    }

    private static List<int> Choose(IReadOnlyList<LabelledChip> chips, int classes)
    {
        var counts = chips.Select(c => PartCounter.All([c.Labels], classes)).ToList();
        var queues = new List<Queue<int>>();
        for (var c = 0; c < classes; c++)
        {
            // The better half of the chips that show the class, spread over the list.
            var showing = Enumerable.Range(0, chips.Count).Where(i => counts[i][c] > 0).ToList();
            var least = showing.Select(i => counts[i][c]).Order().ElementAtOrDefault(showing.Count / 2);
            showing.RemoveAll(i => counts[i][c] < least);
            var take = Math.Min(showing.Count, Shown);
            queues.Add(
                new Queue<int>(Enumerable.Range(0, take).Select(i => showing[(int)((i + 0.5) * showing.Count / take)]))
            );
        }

        var chosen = new List<int>();
        while (chosen.Count < Shown && queues.Exists(q => q.Count > 0))
        {
            foreach (var queue in queues.Where(q => q.Count > 0 && chosen.Count < Shown))
            {
                var chip = queue.Dequeue();
                if (!chosen.Contains(chip))
                {
                    chosen.Add(chip);
                }
            }
        }

        return chosen;
    }
}
