using Microsoft.Playwright;
using Segment.Server.Tests;

namespace Segment.Browser.Tests;

/// <summary>The page of the server, worked with as people do.</summary>
public sealed class ServerPageTests(Browser browser)
{
    private const float Patience = 60_000;

    [Fact]
    public async Task A_map_is_asked_for_followed_shown_and_removed_with_the_keyboard()
    {
        using var folder = ServeProcess.Folders();
        using var server = await ServeProcess.Start(folder);
        await using var opened = await browser.OpenAsync(server.Client.BaseAddress!);
        var page = opened.Page;
        page.SetDefaultTimeout(Patience);
        Assertions.SetDefaultExpectTimeout(Patience);
        await page.GetByText("Mangrove").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("Scene", new() { Exact = true })).ToHaveValueAsync("scene.tif");

        await page.GetByLabel("Model", new() { Exact = true }).FocusAsync();
        await page.GetByLabel("Polygons").PressAsync(" ");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the map" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("The job is accepted.");
        var show = page.GetByRole(AriaRole.Button, new() { Name = "Show" });
        await show.WaitForAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Progressbar)).ToHaveAttributeAsync("value", "100");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Polygons" })).ToBeVisibleAsync();
        await opened.CheckAccessAsync();

        await show.PressAsync("Enter");
        var viewer = page.FrameLocator("iframe.viewer");
        await viewer.Locator("canvas").First.WaitForAsync();
        await Assertions
            .Expect(page.GetByRole(AriaRole.Heading, new() { Name = "scene.tif, by olinda-light" }))
            .ToBeVisibleAsync();
        await opened.ShowAsync("server");

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the job on scene.tif" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByText("No jobs yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task With_tokens_the_page_asks_for_one()
    {
        using var folder = ServeProcess.Folders();
        File.WriteAllText(folder["tokens"], "people infer a-long-random-text-0123\n");
        using var server = await ServeProcess.Start(folder, "a-long-random-text-0123", "--tokens", folder["tokens"]);
        await using var opened = await browser.OpenAsync(server.Client.BaseAddress!, "Failed to load resource");
        var page = opened.Page;
        page.SetDefaultTimeout(Patience);

        await page.GetByLabel("Token").FillAsync("a-long-random-text-0123");
        await page.GetByLabel("Token").PressAsync("Enter");

        await page.GetByText("Mangrove").WaitForAsync();
        await Assertions.Expect(page.GetByLabel("Token")).ToBeHiddenAsync();
    }
}
