using Microsoft.Playwright;

namespace Segment.Browser.Tests;

/// <summary>A page in the browser. At its end no error may have come up in it.</summary>
public sealed class OpenedPage : IAsyncDisposable
{
    private readonly List<string> errors = [];

    public OpenedPage(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                errors.Add(message.Text);
            }
        };
    }

    public IPage Page { get; }

    public async ValueTask DisposeAsync()
    {
        await Page.CloseAsync();
        Assert.Empty(errors);
    }
}
