using System.Text.RegularExpressions;
using Segment.Raster;
using Segment.Raster.Chips;
using Segment.TrainingData.Pages;
using Segment.TrainingData.Splitting;
using Segment.TrainingData.Tests.Splitting;

namespace Segment.TrainingData.Tests.Pages;

public sealed partial class TrainingDataPageTests : IDisposable
{
    private const int Tile = 32;
    private const int Side = 256;

    private static readonly LandCoverClass[] Classes =
    [
        new(1, "Water", new ClassColor(10, 20, 250)),
        new(2, "Forest & <wood>", new ClassColor(0, 120, 30)),
        new(5, "Town", new ClassColor(230, 10, 20)),
    ];

    private static readonly List<LabelledChip> Chips = ToySplits.Chips(Tile, Tile / 2, Side, Label);

    private readonly string folder = Directory.CreateTempSubdirectory("segment-pages-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void What_is_not_there_has_no_section()
    {
        var page = TrainingDataPage.Render(
            new()
            {
                Title = "a <b>",
                Subtitle = "c & d",
                Classes = Classes,
            }
        );

        Assert.Contains("<h1>a &lt;b&gt;</h1>", page, StringComparison.Ordinal);
        Assert.Contains("c &amp; d", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<section>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_stand_in_the_order_that_people_ask_in()
    {
        var page = TrainingDataPage.Render(Contents());

        Assert.Equal(
            [
                "Where the labels lie",
                "Training, validation and test",
                "Each class in each part",
                "What the network will see",
                "Facts",
                "What was said",
            ],
            Headings().Matches(page).Select(m => m.Groups["title"].Value)
        );
    }

    [Fact]
    public void Cards_count_each_labelled_pixel_once()
    {
        var labelled = Enumerable
            .Range(0, Side * Side)
            .Select(i => Label(i / Side, i % Side))
            .Where(l => l != 255)
            .CountBy(l => l)
            .ToDictionary();
        var (commonest, count) = labelled.MaxBy(c => c.Value);

        var page = System.Net.WebUtility.HtmlDecode(TrainingDataPage.Render(Contents()));

        Assert.Contains(
            $"<span>Chips</span><b>{Chips.Count:N0}</b><span>of 32 × 32 px</span>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains($"<b>{labelled.Values.Sum():N0}</b><span>3 classes</span>", page, StringComparison.Ordinal);
        Assert.Contains(
            $"<span>{Classes[commonest].Name}</span><b>{count * 100.0 / labelled.Values.Sum():0.0} %</b>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("<span>Held-out pixels seen in training</span><b>none</b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_parts_has_the_pixels_of_the_split()
    {
        var contents = Contents();
        var split = contents.Split!.Apply();

        var table = PartTable.Render(split, Classes);

        Assert.Contains("Forest &amp; &lt;wood&gt;", table, StringComparison.Ordinal);
        foreach (var part in split.Parts)
        {
            foreach (var pixels in part.Pixels.Where(p => p > 0))
            {
                Assert.Contains($"<td>{pixels:N0} <span class=\"faint\">in ", table, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Labels_are_drawn_in_their_colours_where_they_lie()
    {
        // The first picture of the page; four of its pixels are one of the scene on each side.
        var page = TrainingDataPage.Render(Contents());
        using var picture = Open(Images().Matches(page)[0]);
        var factor = picture.Width / Side;
        var samples = new float[4 * picture.Height * picture.Width];

        picture.Read(picture.Grid.Extent, [0, 1, 2, 3], samples);

        Assert.Equal((Side * factor, Side * factor), (picture.Height, picture.Width));
        for (var row = 0; row < Side; row += 3)
        {
            for (var column = 0; column < Side; column += 5)
            {
                var at = (row * factor * picture.Width) + (column * factor);
                var shown = Enumerable
                    .Range(0, 4)
                    .Select(b => samples[(b * picture.Height * picture.Width) + at])
                    .ToArray();
                var label = Label(row, column);
                if (label == 255)
                {
                    Assert.Equal(0, shown[3]);
                }
                else
                {
                    var color = Classes[label].Color;
                    Assert.Equal([(float)color.Red, color.Green, color.Blue], shown[..3]);
                    Assert.True(shown[3] > 0);
                }
            }
        }
    }

    [Fact]
    public void Chips_to_look_at_show_every_class_and_their_part()
    {
        var contents = Contents();

        var page = TrainingDataPage.Render(contents);

        Assert.All(Enumerable.Range(0, 3), c => Assert.Contains(contents.Samples, s => ShowsClass(s, c)));
        Assert.InRange(contents.Samples.Count, 3, 24);
        Assert.Equal(
            contents.Samples.Count,
            contents.Samples.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count()
        );
        Assert.Contains("alt=\"Image of chip &amp;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("&amp;amp;", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(10)]
    [InlineData(224)]
    public void Shown_bands_are_bands_that_there_are(int bands)
    {
        var (red, green, blue) = ShownBands.Of(bands);

        Assert.All([red, green, blue], b => Assert.InRange(b, 0, bands - 1));
        Assert.True(bands < 3 || (red != green && green != blue && red != blue));
    }

    private static byte Label(int row, int column) => ToySplits.Patches(row, column, 3, 6);

    private static bool ShowsClass(ChipSample sample, int c) =>
        Chips[int.Parse(sample.Name[1..], System.Globalization.CultureInfo.InvariantCulture)].Labels.Contains((byte)c);

    private static TrainingDataPageContents Contents()
    {
        var plan = SplitPlanner.Plan(
            Chips,
            Classes,
            new SplitOptions
            {
                Seed = 5,
                TestPercentage = 10,
                Polygons = true,
            },
            _ => { }
        );
        return new TrainingDataPageContents
        {
            Title = "toy",
            Subtitle = "a scene",
            Classes = Classes,
            Chips = Chips,
            Split = plan,
            Samples = ContactSheet.Draw(Chips, Classes, plan.PartOfChip(), i => $"&{i}", Read),
            Facts = [("Scene", "toy.tif")],
            Notices = ["One thing."],
        };
    }

    private static Chip Read(int chip) =>
        new(Tile, Tile, [.. Enumerable.Range(0, 3 * Tile * Tile).Select(i => (float)(i % 200))], Chips[chip].Labels);

    private RasterSource Open(Match image)
    {
        var path = Path.Combine(folder, "picture.png");
        File.WriteAllBytes(path, Convert.FromBase64String(image.Groups["png"].Value));
        return RasterSource.Open(path);
    }

    [GeneratedRegex("<h2>(?<title>[^<]*)</h2>", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Headings();

    [GeneratedRegex("src=\"data:image/png;base64,(?<png>[^\"]*)\"", RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Images();
}
