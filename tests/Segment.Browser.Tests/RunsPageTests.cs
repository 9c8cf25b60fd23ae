using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Segment.Ledger;
using Segment.Ledger.Exports;
using Segment.Ledger.Fields;

namespace Segment.Browser.Tests;

public sealed class RunsPageTests(Browser browser) : IDisposable
{
    private const string Hostile = "</script><img src=x onerror=alert(1)> =1+1";

    /// <summary>A red pixel.</summary>
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
    );

    private readonly string folder = Directory.CreateTempSubdirectory("segment-runs-page-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Sorts_by_a_column_both_ways_with_empty_cells_last()
    {
        await using var opened = await Open();
        var accuracy = opened.Page.GetByRole(AriaRole.Button, new() { Name = "Accuracy", Exact = true });
        Assert.Equal(["4", "3", "2", "1"], await Numbers(opened.Page));
        await accuracy.ClickAsync();
        Assert.Equal(["2", "3", "1", "4"], await Numbers(opened.Page));
        await accuracy.PressAsync("Enter");
        Assert.Equal(["1", "3", "2", "4"], await Numbers(opened.Page));
        Assert.Equal(
            "ascending",
            await opened.Page.Locator("th", new() { HasText = "Accuracy" }).First.GetAttributeAsync("aria-sort")
        );
    }

    [Fact]
    public async Task Filters_by_numbers_lists_and_words()
    {
        await using var opened = await Open();
        var page = opened.Page;
        await page.GetByLabel("Filter Accuracy", new() { Exact = true }).FillAsync(">65");
        Assert.Equal(["3", "2"], await Numbers(page));
        await page.GetByLabel("Filter Accuracy", new() { Exact = true }).FillAsync("60..70");
        Assert.Equal(["3", "1"], await Numbers(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await page.GetByLabel("Filter Operation").SelectOptionAsync("=classification");
        Assert.Equal(["4"], await Numbers(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear filters" }).ClickAsync();
        await page.GetByLabel("Search").FillAsync("resnet34");
        Assert.Equal(["2"], await Numbers(page));
        Assert.StartsWith("1 of 4 runs", await page.Locator(".count").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compares_chosen_runs_and_shows_maps()
    {
        await using var opened = await Open();
        var page = opened.Page;
        await page.GetByLabel("Choose run 1").CheckAsync();
        await page.GetByLabel("Choose run 2").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare chosen runs" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        Assert.Contains("resnet34", await dialog.InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("unet", await dialog.Locator("tbody").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await dialog.Locator("img").CountAsync());
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await page.GetByLabel("Map of run 4, larger").ClickAsync();
        Assert.True(await dialog.Locator("img").EvaluateAsync<bool>("image => image.naturalWidth === 1"));
    }

    [Fact]
    public async Task Shows_hostile_text_as_text()
    {
        await using var opened = await Open();
        Assert.Contains(Hostile, await opened.Page.Locator("td.comments").AllInnerTextsAsync());
        Assert.Equal(0, await opened.Page.Locator("img[src=x]").CountAsync());
    }

    [Fact]
    public async Task Has_no_faults_that_axe_finds()
    {
        await using var opened = await Open();
        var page = opened.Page;
        Assert.Empty((await page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}"));
        await page.GetByLabel("Map of run 4, larger").ClickAsync();
        Assert.Empty((await page.RunAxe()).Violations.Select(v => $"{v.Id}: {v.Nodes[0].Html}"));
    }

    [Fact]
    public async Task Shows_a_row_for_each_model_first()
    {
        await using var opened = await browser.OpenAsync(Export());
        Assert.Equal(["3", "2", "1"], await Numbers(opened.Page));
        Assert.StartsWith(
            "3 of 4 runs, 1 map",
            await opened.Page.Locator(".count").InnerTextAsync(),
            StringComparison.Ordinal
        );
    }

    private async Task<OpenedPage> Open()
    {
        var opened = await browser.OpenAsync(Export());
        await opened.Page.GetByLabel("Show", new() { Exact = true }).SelectOptionAsync("all");
        return opened;
    }

    private static async Task<IReadOnlyList<string>> Numbers(IPage page) =>
        await page.Locator("tbody td.run").AllInnerTextsAsync();

    private string Export()
    {
        var ledger = new RunLedger(Path.Combine(folder, "ledger.db"));
        Train(ledger, "resnet18", 0.61);
        Train(ledger, "resnet34", 0.803);
        Train(ledger, "light", 0.7);
        var map = ledger.Begin(new RunStart(RunOperation.Classification, "/maps/a.tif"));
        var facts = RunFacts.None.With(RunFields.PackageHash, "resnet18").With(RunFields.InferenceSeconds, 480);
        ledger.End(map, new RunEnd(RunState.Done, facts) { Thumbnail = Picture });
        var notes = new Dictionary<RunField, string> { [RunFields.Comments] = Hostile };
        ledger.Note([2], notes, new Dictionary<Question, string>());
        var file = Path.Combine(folder, "runs.html");
        RunExports
            .All.First(export => export.Name == "html")
            .Write(file, new RunTable(ledger, RunColumns.All(ledger.Questions()), ledger.Runs()));
        return file;
    }

    private static void Train(RunLedger ledger, string backbone, double accuracy)
    {
        var start = RunFacts.None.With(RunFields.ModelType, "unet").With(RunFields.Backbone, backbone);
        var number = ledger.Begin(new RunStart(RunOperation.Training, $"/runs/{backbone}") { Facts = start });
        var facts = RunFacts
            .None.With(RunFields.Accuracy, accuracy)
            .With(RunFields.Package, $"/runs/{backbone}.dlpk")
            .With(RunFields.PackageHash, backbone);
        ledger.End(number, new RunEnd(RunState.Done, facts));
    }
}
