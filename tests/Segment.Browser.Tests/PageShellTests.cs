using Segment.Pages;

namespace Segment.Browser.Tests;

public sealed class PageShellTests(Browser browser) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("segment-pages-").FullName;

    [Fact]
    public async Task Page_runs_from_the_file_system()
    {
        var path = Path.Combine(folder, "page.html");
        using (var file = File.Create(path))
        {
            AppPage.Write(
                file,
                "Six maps",
                "Maps compared",
                "compare",
                PageData.Of("comparison", new { Title = "Six maps </script> of <Belize>" })
            );
        }

        await using var opened = await browser.OpenAsync(path);
        Assert.Equal("Six maps </script> of <Belize>", await opened.Page.Locator("h1").TextContentAsync());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
