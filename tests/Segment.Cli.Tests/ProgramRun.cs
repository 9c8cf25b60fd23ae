using System.Diagnostics;

namespace Segment.Cli.Tests;

/// <summary>One run of a program: what it printed and how it ended.</summary>
public sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs <c>segment</c> from this test's output folder.</summary>
    public static ProgramRun Segment(params string[] words) =>
        Start(
            Path.Combine(AppContext.BaseDirectory, "segment"),
            words,
            new Dictionary<string, string>(StringComparer.Ordinal)
        );

    public static ProgramRun Start(
        string program,
        IReadOnlyList<string> words,
        IReadOnlyDictionary<string, string> environment
    )
    {
        var start = new ProcessStartInfo(program, words)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("SEGMENT_TRAIN");
        start.Environment.Remove("SEGMENT_HOME");

        // Tests that are about the ledger of runs say where it lies.
        start.Environment["SEGMENT_LEDGER"] = "off";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', words)} took more than {Limit}.");
        }

        return new ProgramRun(process.ExitCode, output.Result, error.Result);
    }
}
