using System.Globalization;
using Microsoft.Playwright;

namespace Segment.Browser.Tests.Comparing;

/// <summary>What the windows of a comparison have drawn.</summary>
internal static class MapCanvas
{
    public static async Task ZoomIn(IPage page)
    {
        for (var i = 0; i < 3; i++)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "Zoom in" }).ClickAsync();
            await page.WaitForTimeoutAsync(250);
        }
    }

    /// <summary>Waits until a place of a window has a colour.</summary>
    public static async Task<string> Wait(IPage page, string? view, double x, double y, string wanted)
    {
        var seen = "";
        for (var i = 0; i < 100 && seen != wanted; i++)
        {
            await page.WaitForTimeoutAsync(i == 0 ? 0 : 50);
            seen = await Color(page, view, x, y);
        }

        return seen;
    }

    /// <summary>Waits until a place of a window keeps its colour, and not the old one.</summary>
    public static async Task<string> Settled(IPage page, string view, double x, double y, string old = "")
    {
        var (seen, before) = ("", "");
        for (var i = 0; i < 60 && (seen is "" or "0,0,0" || seen != before || seen == old); i++)
        {
            before = seen;
            await page.WaitForTimeoutAsync(60);
            seen = await Color(page, view, x, y);
        }

        return seen;
    }

    public static int[] Parts(string color) =>
        [.. color.Split(',').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];

    // The place is a share of the map's extent, which lies in the window's middle.
    public static Task<string> Color(IPage page, string? view, double x, double y) =>
        page.EvaluateAsync<string>(
            """
            ([selector, x, y, aspect]) => {
              const box = document.querySelector(selector);
              const canvas = box.querySelector('canvas');
              if (!canvas) return '';
              const width = Math.min(box.clientWidth - 8, (box.clientHeight - 8) * aspect);
              const at = [box.clientWidth / 2 + (x - 0.5) * width, box.clientHeight / 2 + ((y - 0.5) * width) / aspect];
              const scale = canvas.width / box.clientWidth;
              const [r, g, b] = canvas.getContext('2d').getImageData(at[0] * scale, at[1] * scale, 1, 1).data;
              return `${r},${g},${b}`;
            }
            """,
            new object[]
            {
                view is null ? ".swipe .map" : $"[data-view={view}] .map",
                x,
                y,
                (double)ComparePageTests.Width / ComparePageTests.Height,
            }
        );
}
