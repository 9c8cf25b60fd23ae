using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Segment.Tests;
using Segment.TrainingData.Reviewing;

namespace Segment.Browser.Tests;

public sealed class ReviewTests(Browser browser) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("segment-review-").FullName;

    [Fact]
    public async Task One_model_is_shown_whole()
    {
        await using var opened = await OpenAsync(ReviewedModels.Make());
        var page = opened.Page;

        Assert.Equal("belize", await page.Locator("h1").TextContentAsync());
        var text = await page.Locator("main").InnerTextAsync();
        string[] wanted =
        [
            "always answering 'Forest'",
            "The doctor has no doubt about this training",
            "No validation or test pixel lies in a training chip",
            "flips and quarter turns",
            "2026-11-23 03:04 UTC, 2 min 10 s",
            "Split by space, in 4 blocks of 32 px.",
            "Bare soil <b>",
        ];
        Assert.All(wanted, w => Assert.Contains(w, text, StringComparison.Ordinal));
        string[] charts = [.. await page.Locator(".chart h3").AllTextContentsAsync()];
        Assert.Equal(
            [
                "Training and validation loss",
                "Scores on the validation pixels",
                "IoU of each class",
                "Search for the learning rate",
                "Reliability on the test pixels",
            ],
            charts
        );
        Assert.All(
            await page.Locator(".chart svg").AllAsync(),
            svg => Assert.True(svg.Locator("path").CountAsync().Result > 0)
        );
    }

    [Fact]
    public async Task Epochs_are_sorted_by_a_press_and_by_the_keyboard()
    {
        await using var opened = await OpenAsync(ReviewedModels.Make());
        var table = opened.Page.GetByRole(AriaRole.Region, new() { Name = "Epochs; press a title to sort" });
        var title = table.GetByRole(AriaRole.Button, new() { Name = "Validation loss" });

        await title.ClickAsync();
        Assert.Equal(["1", "2", "5", "3", "4"], await FirstColumnAsync(table));
        Assert.Equal("descending", await table.Locator("th[aria-sort]").GetAttributeAsync("aria-sort"));
        await title.PressAsync("Enter");
        Assert.Equal(["4", "3", "5", "2", "1"], await FirstColumnAsync(table));
        Assert.Equal("4", await table.Locator("tr.best td").First.TextContentAsync());
        Assert.Equal(
            3,
            await table.Locator("th", new() { HasText = "IoU " }).Filter(new() { HasNotText = "Mean" }).CountAsync()
        );
    }

    [Fact]
    public async Task A_chip_is_drawn_in_any_bands_with_truth_answer_and_difference()
    {
        await using var opened = await OpenAsync(ReviewedModels.Make());
        var page = opened.Page;
        await page.Locator(".chips[data-ready]").WaitForAsync();
        Assert.Equal(4 * 4, await page.Locator(".chip canvas").CountAsync());

        var before = await PixelAsync(page, "Image", 40);
        await page.GetByLabel("Red").SelectOptionAsync("Band_1");
        await page.GetByLabel("Green").SelectOptionAsync("Band_1");
        await page.GetByLabel("Blue").SelectOptionAsync("Band_1");
        var grey = await PixelAsync(page, "Image", 40);

        // Ramps from 0–3 to 143–146, stretched from their 2nd to their 98th percentile, 4 and 142, onto 1 to 255.
        Assert.Equal("67 67 67", grey);
        Assert.NotEqual(grey, before);
        Assert.Equal("31 120 180", await PixelAsync(page, "Truth", 40));
        Assert.Equal("242 242 240", await PixelAsync(page, "Truth", 100));
        Assert.Equal("0 105 31", await PixelAsync(page, "Answer", 3));
        Assert.Equal("205 38 38", await PixelAsync(page, "Difference", 3));
        Assert.Equal("138 190 224", await PixelAsync(page, "Difference", 40));
    }

    [Fact]
    public async Task A_chip_is_enlarged_and_tells_what_lies_under_the_pointer()
    {
        await using var opened = await OpenAsync(ReviewedModels.Make());
        var page = opened.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Enlarge chip 000000000" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);

        await dialog
            .Locator("canvas")
            .First.HoverAsync(
                new()
                {
                    Position = new() { X = 2, Y = 2 },
                }
            );
        Assert.Equal(
            "Row 0, column 0: truth Water, answer Forest",
            await dialog.Locator(".readout").TextContentAsync()
        );
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_confusion_matrix_shows_shares_and_pixels()
    {
        await using var opened = await OpenAsync(ReviewedModels.Make());
        var row = opened.Page.Locator(".confusion tbody tr").Nth(1).Locator("td");

        await opened.Page.GetByText("Validation pixels", new() { Exact = true }).ClickAsync();
        Assert.Equal(["10.0 %", "90.0 %", "", "60", "90.0 %"], await row.AllTextContentsAsync());
        await opened.Page.Locator(".toggle").GetByText("Pixels", new() { Exact = true }).ClickAsync();
        Assert.Equal(["6", "54", "0", "60", "90.0 %"], await row.AllTextContentsAsync());
    }

    [Fact]
    public async Task Models_stand_side_by_side_and_the_winner_of_each_class_is_marked()
    {
        await using var opened = await OpenAsync(
            ReviewedModels.Make("first", wrong: 12),
            ReviewedModels.Make("second", wrong: 4)
        );
        var page = opened.Page;
        var classes = page.GetByRole(AriaRole.Region, new() { Name = "F1 (Dice) of each class and model" });

        Assert.Equal("2 models", await page.Locator("h1").TextContentAsync());
        Assert.Equal(
            "second",
            await page.Locator(".models td.win")
                .First.EvaluateAsync<string>("td => td.closest('tr').querySelector('button').textContent")
        );
        Assert.Equal(4, await classes.Locator("td.win").CountAsync());
        Assert.Equal(["", "1", "3"], await classes.Locator("tfoot td").AllTextContentsAsync());
        await page.GetByLabel("Score", new() { Exact = true }).SelectOptionAsync("IoU of Forest");
        Assert.Equal(
            "IoU of Forest on the validation pixels",
            await page.Locator(".chart h3").Nth(1).TextContentAsync()
        );
        await page.Locator(".models").GetByRole(AriaRole.Button, new() { Name = "second" }).ClickAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Tab, new() { Name = "second" }))
            .ToHaveAttributeAsync("aria-selected", "true");
        await page.Keyboard.PressAsync("Tab");
        Assert.Contains(
            "runs/second",
            await page.GetByRole(AriaRole.Tabpanel).InnerTextAsync(),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(1, ColorScheme.Light)]
    [InlineData(3, ColorScheme.Light)]
    [InlineData(2, ColorScheme.Dark)]
    public async Task The_page_is_accessible(int models, ColorScheme colors)
    {
        await using var opened = await OpenAsync([
            .. Enumerable.Range(0, models).Select(i => ReviewedModels.Make($"model{i}")),
        ]);
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = colors });
        await opened.Page.Locator(".chips[data-ready]").WaitForAsync();

        var found = await opened.Page.RunAxe();

        Assert.Equal(
            "",
            string.Join(
                '\n',
                found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}")
            )
        );
    }

    [Fact]
    public async Task The_page_prints_without_its_controls()
    {
        await using var opened = await OpenAsync(ReviewedModels.Make());
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await opened.Page.Locator(".chips[data-ready]").WaitForAsync();

        Assert.False(await opened.Page.GetByLabel("Red").IsVisibleAsync());
        Assert.True(await opened.Page.Locator(".chip canvas").First.IsVisibleAsync());
        Assert.InRange((await opened.Page.PdfAsync(new() { Format = "A4" })).Length, 20_000, 5_000_000);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<OpenedPage> OpenAsync(params ReviewedModel[] models)
    {
        var path = Path.Combine(folder, "review.html");
        await File.WriteAllTextAsync(path, ReviewPage.Render(models));
        return await browser.OpenAsync(path);
    }

    private static async Task<IReadOnlyList<string>> FirstColumnAsync(ILocator table) =>
        await table.Locator("tbody td:first-child").AllTextContentsAsync();

    /// <summary>Red, green and blue of a pixel of the first chip.</summary>
    private static async Task<string> PixelAsync(IPage page, string view, int pixel)
    {
        return await page.GetByRole(AriaRole.Img, new() { Name = $"{view} of chip 000000000" })
            .EvaluateAsync<string>(
                $"c => [...c.getContext('2d').getImageData({pixel % ReviewedModels.Side}, {pixel / ReviewedModels.Side}, 1, 1).data].slice(0, 3).join(' ')"
            );
    }
}
