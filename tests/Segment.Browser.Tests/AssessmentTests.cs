using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Segment.Raster.Samples;
using Segment.Review.Assessing;
using Segment.Runtime.Assessment;

namespace Segment.Browser.Tests;

public sealed class AssessmentTests(Browser browser) : IDisposable
{
    private static readonly LandCoverClass[] Classes =
    [
        new(1, "Deforestation", new ClassColor(200, 40, 30)),
        new(2, "Forest gain", new ClassColor(120, 220, 90)),
        new(3, "Stable <forest>", new ClassColor(0, 90, 20)),
        new(4, "Stable non-forest", new ClassColor(240, 220, 150)),
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("segment-assess-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_worked_example_of_Olofsson_stands_on_the_page()
    {
        await using var opened = await OpenAsync(Example());

        var text = (await opened.Page.Locator("main").InnerTextAsync()).Replace('\u00a0', ' ');

        string[] wanted =
        [
            "94.7 %",
            "95 % interval 92.8 % to 96.5 %",
            "88.0 ± 7.4 %",
            "21,158 ± 6,158",
            "581,386 ± 16,282",
            "0.6212",
            "Stable <forest>",
            "a stratified random sample of 640 pixels with the map's classes as strata, following Olofsson et al. (2014)",
            "doi:10.1016/j.rse.2014.02.015",
        ];
        Assert.All(wanted, w => Assert.Contains(w, text, StringComparison.Ordinal));
        Assert.Equal(8, await opened.Page.Locator("svg circle").CountAsync());
    }

    [Fact]
    public async Task Where_chance_drew_nothing_the_page_says_why_there_is_no_interval()
    {
        await using var opened = await OpenAsync(
            Example() with
            {
                Kind = ReferenceKind.Polygons,
                Estimates = null,
                NoEstimates = "Polygons were chosen.",
            }
        );

        var text = await opened.Page.Locator("main").InnerTextAsync();

        Assert.Contains("No intervals. Polygons were chosen.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("±", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Everybody_can_read_the_page(ColorScheme colors)
    {
        await using var opened = await OpenAsync(Example());
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = colors });

        var found = await opened.Page.RunAxe();

        Assert.Equal(
            "",
            string.Join(
                '\n',
                found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")
            )
        );
    }

    private static MapAssessmentResult Example()
    {
        long[] mapped = [200_000, 150_000, 3_200_000, 6_450_000];
        long[][] table8 =
        [
            [66, 0, 5, 4],
            [0, 55, 8, 12],
            [1, 0, 153, 11],
            [2, 1, 9, 313],
        ];
        var counts = new StratifiedCounts([.. Classes.Zip(mapped, (c, m) => new SampleStratum(c.Name, m))], 4);
        for (var map = 0; map < 4; map++)
        {
            for (var reference = 0; reference < 4; reference++)
            {
                counts.Add(map, map, reference, table8[map][reference]);
            }
        }

        return new MapAssessmentResult(
            "change.tif",
            "points.gpkg",
            ReferenceKind.Points,
            Classes,
            counts.ToMatrix(),
            mapped,
            0.09,
            StratifiedEstimator.Run(counts, EstimationMethod.Olofsson2014),
            null,
            ["2 interpreted points lie outside the map."]
        )
        {
            Points = new PointTally(650, 640, 0, 3),
            Strata = [.. counts.Strata.Select((s, h) => (s, counts.Points(h)))],
        };
    }

    private async Task<OpenedPage> OpenAsync(MapAssessmentResult result) =>
        await browser.OpenAsync(AssessmentFiles.Write(folder, result));
}
