using System.Diagnostics;
using System.Runtime.InteropServices;
using Segment.PackageFormat;

namespace Segment.Cli;

/// <summary>Finds and runs the training program, <c>segment-train</c>, a process of its own.</summary>
internal static class TrainerProgram
{
    private const string Variable = "SEGMENT_TRAIN";

    /// <summary>Gets the words that are handed to the training program, with what each does.</summary>
    public static IReadOnlyList<(string Name, string Description)> Words { get; } =
    [
        ("train", "Train a network on chips and export it as a package."),
        ("autodl", "Try networks within a time and keep the best."),
        ("export", "Repeat the export of a training run."),
        ("quantize", "Add a variant in 8-bit integers to a package."),
        ("zoo", "List the networks that can be trained, and what each costs."),
    ];

    /// <summary>Runs the training program on this console and waits for it.</summary>
    /// <param name="words">Its command line.</param>
    /// <returns>Its exit status.</returns>
    /// <exception cref="SegmentEnvironmentException">It is not installed.</exception>
    public static int Run(IReadOnlyList<string> words)
    {
        // Ctrl-C reaches both programs; the trainer decides what to keep, and this one waits for it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
        using var process = Process.Start(new ProcessStartInfo(Find(), words) { UseShellExecute = false })!;
        using var terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            context =>
            {
                context.Cancel = true;
                process.Kill();
            }
        );
        process.WaitForExit();
        return process.ExitCode;
    }

    private static string Find()
    {
        var candidates = new[]
        {
            Environment.GetEnvironmentVariable(Variable),
            Path.Combine(AppContext.BaseDirectory, "segment-train"),
            Path.Combine(AppContext.BaseDirectory, "..", "segment-train", "segment-train"),
        };
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new SegmentEnvironmentException(
                "Training is not installed here: there is no segment-train beside this program. Train on a workstation "
                    + $"with the source checkout (./segment train), or set {Variable} to the program's path."
            );
    }
}
