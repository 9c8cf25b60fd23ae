using System.ComponentModel;
using System.Diagnostics;
using Segment.CommandLine;

namespace Segment.Cli.Output;

/// <summary>Shows a page in the user's browser.</summary>
internal static class PageOpener
{
    /// <summary>Opens a page; where the machine cannot, says so and goes on.</summary>
    /// <param name="path">The page.</param>
    public static void Open(string path)
    {
        try
        {
            using var opener = Process.Start(
                new ProcessStartInfo("xdg-open", [Path.GetFullPath(path)])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            );
        }
        catch (Win32Exception)
        {
            ConsoleSession.Notice($"This machine has no xdg-open: open {PathText.Short(path)} in a browser.");
        }
    }
}
