using System.Diagnostics;
using System.Globalization;

namespace Segment.Benchmarks;

/// <summary>Calls this program again, for what needs a process of its own.</summary>
internal static class ChildProcess
{
    /// <summary>Starts this program.</summary>
    /// <param name="words">Its words.</param>
    /// <returns>The process; its output is for <see cref="Answer"/>.</returns>
    public static Process Start(params string[] words) =>
        Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, words)
            {
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    /// <summary>Waits for the process.</summary>
    /// <param name="process">The process.</param>
    /// <returns>The number that it printed.</returns>
    public static double Answer(Process process)
    {
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(output, CultureInfo.InvariantCulture);
    }
}
