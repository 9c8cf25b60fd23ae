using System.Diagnostics;
using Segment.Cli.Tests;

namespace Segment.EndToEnd.Tests;

/// <summary>The source checkout that these tests run in, and the programs built in it.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>Gets the program that was built.</summary>
    public static string Segment => Program("Segment.Cli", "segment");

    public static string Sample(string file) => Path.Combine(Root, "samples", "olinda", file);

    public static ProgramRun Run(params string[] words) => RunWith([], words);

    /// <summary>Runs <c>segment</c> with further environment variables.</summary>
    public static ProgramRun RunWith(IEnumerable<(string Name, string Value)> environment, params string[] words)
    {
        var all = Environment();
        foreach (var (name, value) in environment)
        {
            all[name] = value;
        }

        return ProgramRun.Start(Segment, words, all);
    }

    /// <summary>Starts <c>segment</c> and does not wait for it.</summary>
    public static Process Start(params string[] words)
    {
        var start = new ProcessStartInfo(Segment, words)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static Dictionary<string, string> Environment() =>
        new(StringComparer.Ordinal)
        {
            ["SEGMENT_TRAIN"] = Program("Segment.Trainer", "segment-train"),
            ["SEGMENT_HOME"] = Root,
            ["SEGMENT_LEDGER"] = "off",
        };

    private static string Program(string project, string name)
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory).Name;
        return Path.Combine(Root, "artifacts", "bin", project, output, name);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Segment.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside a checkout.");
        }

        return folder.FullName;
    }
}
