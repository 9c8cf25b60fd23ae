using System.Globalization;
using Microsoft.Playwright;
using Segment.Review.Comparing;
using Segment.Tests.Shared;
using static Segment.Browser.Tests.Comparing.MapCanvas;

namespace Segment.Browser.Tests.Comparing;

public sealed class ComparePageTests : IDisposable
{
    internal const int Height = 300;
    internal const int Width = 400;

    private readonly Browser browser;
    private readonly MappedScene place = new(Height, Width);
    private readonly ComparisonResult result;

    public ComparePageTests(Browser browser)
    {
        this.browser = browser;
        var upper = place.Map("upper.tif", (r, _) => r < 100 ? 0 : 1);
        var left = place.Map(
            "left.tif",
            (r, c) =>
                c < 100 ? 0
                : r < 100 ? 2
                : 1
        );
        var reference = place.Map("truth.tif", (r, c) => r is > 20 and < 60 && c < 90 ? 0 : MappedScene.NoData);
        result = MapComparison.Write(
            new ComparisonOptions
            {
                Maps = [upper, left],
                Scene = place.Scene,
                Reference = reference,
            },
            Path.Combine(place.Folder, "out")
        );
    }

    [Fact]
    public async Task Legend_and_tables_equal_the_maps_pixels()
    {
        await using var opened = await browser.OpenAsync(result.Page);
        var page = opened.Page;
        Assert.Equal("2 maps of mosaic", await page.Locator("h1").TextContentAsync());
        for (var map = 0; map < 3; map++)
        {
            await page.GetByLabel("Areas of").SelectOptionAsync($"{map}");
            foreach (var (index, pixels) in result.Data.Maps[map].Pixels.Index())
            {
                var row = page.Locator($".classes tr[data-class='{index}']");
                Assert.Equal($"{pixels}", await row.GetAttributeAsync("data-pixels"));

                // Cells of 100 m: a pixel is a hectare.
                var digits = pixels is > 0 and < 100 ? "N1" : "N0";
                Assert.Equal(
                    pixels.ToString(digits, CultureInfo.InvariantCulture),
                    await row.Locator("td").First.TextContentAsync()
                );
            }
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Changes between two maps" }).ClickAsync();
        var cell = page.GetByRole(AriaRole.Button, new() { Name = "Water to Built-up <areas>: 30,000" });
        Assert.Equal("30000", await cell.Locator("..").GetAttributeAsync("data-pixels"));
    }

    [Fact]
    public async Task Windows_draw_their_maps_and_move_together()
    {
        await using var opened = await browser.OpenAsync(result.Page);
        var page = opened.Page;
        Assert.Equal(5, await page.Locator(".pane").CountAsync());
        Assert.Equal("31,119,180", await Wait(page, "m0", 0.5, 0.2, "31,119,180"));
        Assert.Equal("0,102,26", await Wait(page, "m0", 0.5, 0.6, "0,102,26"));
        Assert.Equal("227,26,28", await Wait(page, "m1", 0.6, 0.2, "227,26,28"));

        // The middle comes to the left: what stood on the right of the upper map's neighbour is now in its middle.
        var box = (await page.Locator("[data-view=m0] .map").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await page.Mouse.DownAsync();
        foreach (var share in new[] { 0.52f, 0.6f, 0.75f, 0.9f, 0.9f })
        {
            // The first move of a drag begins it; a browser joins moves that come at once.
            await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height * share));
            await page.WaitForTimeoutAsync(120);
        }

        await page.Mouse.UpAsync();
        await opened.ShowAsync("compare-moved");
        Assert.Equal("31,119,180", await Wait(page, "m0", 0.5, 0.55, "31,119,180"));
        Assert.Equal("227,26,28", await Wait(page, "m1", 0.6, 0.55, "227,26,28"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Fit: show the whole map" }).ClickAsync();
        Assert.Equal("0,102,26", await Wait(page, "m0", 0.5, 0.6, "0,102,26"));
    }

    [Fact]
    public async Task Keys_move_and_zoom_and_the_line_names_the_classes()
    {
        await using var opened = await browser.OpenAsync(result.Page);
        var page = opened.Page;
        await Wait(page, "m0", 0.5, 0.2, "31,119,180");
        var map = page.Locator("[data-view=m0] .map");
        await map.FocusAsync();
        var before = await page.Locator(".scale").TextContentAsync();
        await page.Keyboard.PressAsync("+");
        await page.Keyboard.PressAsync("+");
        await Assertions.Expect(page.Locator(".scale")).Not.ToHaveTextAsync(before!);
        await page.GetByRole(AriaRole.Button, new() { Name = "Fit: show the whole map" }).ClickAsync();
        var box = (await map.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width * 0.6f), box.Y + (box.Height * 0.2f));
        await Assertions.Expect(page.Locator(".under")).ToHaveTextAsync("upper Waterleft Built-up <areas>Reference –");
    }

    [Fact]
    public async Task Swipe_shows_one_map_on_either_side_of_its_line()
    {
        await using var opened = await browser.OpenAsync(result.Page);
        var page = opened.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Swipe" }).ClickAsync();
        Assert.Equal("31,119,180", await Wait(page, null, 0.4, 0.2, "31,119,180"));
        Assert.Equal("227,26,28", await Wait(page, null, 0.6, 0.2, "227,26,28"));
        var line = page.GetByRole(AriaRole.Slider, new() { Name = "Line between left and right" });
        await line.FocusAsync();
        for (var i = 0; i < 3; i++)
        {
            await page.Keyboard.PressAsync("PageUp");
        }

        Assert.Equal("80", await line.GetAttributeAsync("aria-valuenow"));
        Assert.Equal("31,119,180", await Wait(page, null, 0.6, 0.2, "31,119,180"));
        var box = (await line.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + 100);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X - 600, box.Y + 100, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        Assert.Equal("227,26,28", await Wait(page, null, 0.6, 0.2, "227,26,28"));
        await opened.ShowAsync("compare-swipe");
        await opened.CheckAccessAsync();
    }

    [Fact]
    public async Task Scene_changes_with_bands_stretch_opacity_and_classes_that_are_switched_off()
    {
        await using var opened = await browser.OpenAsync(result.Page);
        var page = opened.Page;
        var natural = await Settled(page, "scene", 0.3, 0.7);

        await page.GetByLabel("Brightness").FillAsync("2.2");
        var bright = await Settled(page, "scene", 0.3, 0.7, natural);
        Assert.True(Parts(bright)[0] > Parts(natural)[0]);
        await page.GetByLabel("Stretch").SelectOptionAsync("0");
        var whole = await Settled(page, "scene", 0.3, 0.7, bright);
        Assert.NotEqual(bright, whole);
        await page.GetByLabel("Map opacity").FillAsync("0");
        Assert.Equal(whole, await Wait(page, "m0", 0.3, 0.7, whole));
        await page.GetByLabel("Map opacity").FillAsync("1");
        Assert.Equal("0,102,26", await Wait(page, "m0", 0.3, 0.7, "0,102,26"));
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Forest" }).UncheckAsync();
        Assert.Equal(whole, await Wait(page, "m0", 0.3, 0.7, whole));
        Assert.Equal("31,119,180", await Wait(page, "m0", 0.5, 0.2, "31,119,180"));
    }

    [Fact]
    public async Task Bands_are_drawn_in_the_colour_that_is_chosen()
    {
        await using var opened = await browser.OpenAsync(result.Page);
        var page = opened.Page;
        var natural = Parts(await Settled(page, "scene", 0.2, 0.3));
        Assert.True(natural[1] > natural[0] + 50 && natural[0] == natural[2], string.Join(',', natural));
        await page.GetByLabel("Red", new() { Exact = true }).SelectOptionAsync("1");
        var both = Parts(await Settled(page, "scene", 0.2, 0.3, string.Join(',', natural)));
        Assert.Equal([natural[1], natural[1], natural[2]], both);
        await page.GetByLabel("Green", new() { Exact = true }).SelectOptionAsync("0");
        var red = Parts(await Settled(page, "scene", 0.2, 0.3, string.Join(',', both)));
        Assert.Equal([natural[1], natural[2], natural[2]], red);
    }

    [Fact]
    public async Task Figure_of_the_matrix_marks_its_pixels()
    {
        await using var opened = await browser.OpenAsync(result.Page);
        var page = opened.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Changes between two maps" }).ClickAsync();
        var cell = page.GetByRole(AriaRole.Button, new() { Name = "Water to Built-up <areas>" });
        await cell.ClickAsync();
        Assert.Equal("true", await cell.GetAttributeAsync("aria-pressed"));
        var marked = await Settled(page, "m0", 0.6, 0.2, "31,119,180");
        var parts = Parts(marked);
        await opened.ShowAsync("compare-marked");
        Assert.True(parts[0] > 220 && parts[1] < 40 && parts[2] > 180, marked);
        await opened.CheckAccessAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show all again" }).ClickAsync();
        Assert.Equal("31,119,180", await Wait(page, "m0", 0.6, 0.2, "31,119,180"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Areas", Exact = true }).ClickAsync();
        Assert.Equal(
            result.Data.Maps[1].Pixels.Select(p => $"{p}"),
            await page.Locator(".areas tbody td:nth-child(3)")
                .EvaluateAllAsync<string[]>("cells => cells.map(c => c.dataset.pixels)")
        );
        await opened.CheckAccessAsync();
    }

    [Fact]
    public async Task Details_come_from_the_files_beside_the_page()
    {
        using var large = new MappedScene(700, 900);
        var stripes = large.Map("stripes.tif", (r, _) => (r / 350) + 1);
        var written = MapComparison.Write(
            new ComparisonOptions
            {
                Maps = [stripes],
                Scene = large.Scene,
                EmbeddedBytes = 0,
            },
            Path.Combine(large.Folder, "out")
        );
        Assert.Equal(1, written.Data.Tiles.EmbeddedFrom);
        await using (var opened = await browser.OpenAsync(written.Page))
        {
            await opened.Page.EvaluateAsync(
                "window.seen = []; new MutationObserver(l => l.forEach(m => m.addedNodes.forEach(n => n.src && seen.push(n.src)))).observe(document.head, { childList: true })"
            );
            await ZoomIn(opened.Page);
            await Assertions.Expect(opened.Page.Locator(".notice")).ToHaveTextAsync("");
            var seen = await opened.Page.EvaluateAsync<string>("seen.join(' ')");
            Assert.Contains("compare_tiles/m0/0/", seen, StringComparison.Ordinal);
            Assert.Equal("227,26,28", await Wait(opened.Page, "m0", 0.5, 0.8, "227,26,28"));
        }

        Directory.Delete(written.Tiles!, recursive: true);
        await using var lost = await browser.OpenAsync(written.Page, expected: "ERR_FILE_NOT_FOUND");
        await ZoomIn(lost.Page);
        await Assertions.Expect(lost.Page.Locator(".notice")).ToContainTextAsync("compare_tiles does not lie beside");
        Assert.Equal("227,26,28", await Wait(lost.Page, "m0", 0.5, 0.8, "227,26,28"));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Page_can_be_used_by_everybody(ColorScheme scheme)
    {
        await using var opened = await browser.OpenAsync(result.Page);
        await opened.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await Wait(opened.Page, "m0", 0.5, 0.2, "31,119,180");
        await opened.ShowAsync($"compare-{scheme}");
        await opened.CheckAccessAsync();
    }

    public void Dispose() => place.Dispose();
}
