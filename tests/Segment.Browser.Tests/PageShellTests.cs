using Segment.Pages;

namespace Segment.Browser.Tests;

public sealed class PageShellTests(Browser browser) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("segment-pages-").FullName;

    [Fact]
    public async Task Page_runs_from_the_file_system()
    {
        var path = Path.Combine(folder, "page.html");
        const string title = "Six maps </script> of <Belize>";
        await File.WriteAllTextAsync(
            path,
            HtmlPage.Render(
                title,
                "Maps",
                "",
                "<p id=\"seen\"></p>",
                null,
                PageData.Of("figures", new { Title = title })
            ),
            TestContext.Current.CancellationToken
        );
        await using var opened = await browser.OpenAsync(path);
        Assert.Equal(title, await opened.Page.Locator("h1").TextContentAsync());
        Assert.Equal(
            title,
            await opened.Page.EvaluateAsync<string>("JSON.parse(document.getElementById('figures').textContent).title")
        );
        await opened.CheckAccessAsync();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
