using Microsoft.Playwright;
using Segment.Browser.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Segment.Browser.Tests;

/// <summary>One browser without a window, for all tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>Where distributions put it; a path in the variable CHROMIUM comes first.</summary>
    private static readonly string[] Places =
    [
        "/usr/bin/chromium",
        "/usr/bin/chromium-browser",
        "/usr/bin/google-chrome",
    ];

    private readonly string profile = Directory.CreateTempSubdirectory("segment-browser-").FullName;
    private IPlaywright? playwright;
    private IBrowserContext? context;

    public async ValueTask InitializeAsync()
    {
        if (Program is not { } program)
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        context = await playwright.Chromium.LaunchPersistentContextAsync(
            profile,
            new()
            {
                ExecutablePath = program,
                Headless = true,
                ChromiumSandbox = false,
                ViewportSize = new() { Width = 1440, Height = 900 },
                Args =
                [
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    /// <summary>Opens a page from the file system; skips the test where there is no browser. What the page says in its console as an error
    /// fails <see cref="OpenedPage.DisposeAsync"/>.</summary>
    /// <param name="path">The HTML file.</param>
    /// <param name="expected">What the console may say as an error; null for nothing.</param>
    public Task<OpenedPage> OpenAsync(string path, string? expected = null) =>
        OpenAsync(new Uri(Path.GetFullPath(path)), expected);

    /// <summary>Opens a page of a server, as <see cref="OpenAsync(string, string)"/> does one of the file system.</summary>
    /// <param name="address">The page's address.</param>
    /// <param name="expected">What the console may say as an error; null for nothing.</param>
    public async Task<OpenedPage> OpenAsync(Uri address, string? expected = null)
    {
        Assert.SkipWhen(context is null, "There is no Chromium on this machine: apt-get install chromium.");
        var opened = new OpenedPage(await context.NewPageAsync(), expected);
        await opened.Page.GotoAsync(address.AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (context is not null)
        {
            await context.CloseAsync();
        }

        playwright?.Dispose();
        Directory.Delete(profile, recursive: true);
    }

    private static string? Program =>
        Places.Prepend(Environment.GetEnvironmentVariable("CHROMIUM") ?? "").FirstOrDefault(File.Exists);
}
