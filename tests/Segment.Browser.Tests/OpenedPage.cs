using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Segment.Browser.Tests;

/// <summary>A page in the browser. At its end no error may have come up in it.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private readonly List<string> errors = [];

    public OpenedPage(IPage page, string? expected = null)
    {
        Page = page;
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (
                message.Type == "error"
                && (expected is null || !message.Text.Contains(expected, StringComparison.Ordinal))
            )
            {
                errors.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    /// <summary>Checks the page with axe: labels, names, roles, contrast and the like.</summary>
    public async Task CheckAccessAsync()
    {
        var result = await Page.RunAxe();
        Assert.Empty(
            result.Violations.Select(v =>
                $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => $"{n.Html} {string.Join("; ", n.Any.Select(c => c.Message))}"))}"
            )
        );
    }

    /// <summary>Keeps a picture of the page in the folder that SEGMENT_SCREENSHOTS names, for people to look at.</summary>
    public async Task ShowAsync(string name)
    {
        if (Environment.GetEnvironmentVariable("SEGMENT_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png") });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Assert.Empty(errors);
    }
}
