using System.Diagnostics;
using Spectre.Console;

namespace Segment.CommandLine;

/// <summary>
/// What a running command shows. Results go to standard output; notices, progress and errors to standard error, so that
/// a command's output can be piped.
/// </summary>
/// <param name="token">Cancelled by Ctrl-C or SIGTERM.</param>
public sealed class ConsoleSession(CancellationToken token)
{
    private static readonly TimeSpan QuietInterval = TimeSpan.FromSeconds(10);

    /// <summary>Gets the console of notices, progress and errors: standard error.</summary>
    public static IAnsiConsole Log { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Gets the console of results: standard output.</summary>
    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Gets the token that is cancelled when the user stops the command.</summary>
    public CancellationToken Token { get; } = token;

    /// <summary>Shows one fact the user should know.</summary>
    /// <param name="sentence">A full sentence.</param>
    public static void Notice(string sentence) => Log.MarkupLineInterpolated($"[grey]·[/] {sentence}");

    /// <summary>Does a long step behind a progress bar (in a terminal) or sparse lines (elsewhere).</summary>
    /// <typeparam name="T">What the step yields.</typeparam>
    /// <param name="title">What is being done, such as <c>Cutting chips</c>.</param>
    /// <param name="work">The step; it reports the fraction done, 0–1.</param>
    /// <returns>What the step yields.</returns>
    public static T Step<T>(string title, Func<IProgress<double>, T> work)
    {
        var watch = Stopwatch.StartNew();
        var result = Log.Profile.Capabilities.Interactive ? WithBar(title, work) : work(new SparseLines(title));
        Log.MarkupLineInterpolated($"[green]✓[/] {title}: {watch.Elapsed.TotalSeconds:0.0} s");
        return result;
    }

    private static T WithBar<T>(string title, Func<IProgress<double>, T> work) =>
        Log.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .Start(context =>
            {
                var task = context.AddTask(title, maxValue: 1);
                return work(new Direct(fraction => task.Value = fraction));
            });

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Interactive = redirected ? InteractionSupport.No : InteractionSupport.Detect,
                Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            }
        );
        if (redirected)
        {
            // A pipe or a file has no width: break no line.
            console.Profile.Width = 400;
        }

        return console;
    }

    /// <summary>Reports at once, on the caller's thread, unlike <see cref="Progress{T}"/>.</summary>
    private sealed class Direct(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }

    private sealed class SparseLines(string title) : IProgress<double>
    {
        private readonly Lock gate = new();
        private long last = Stopwatch.GetTimestamp();

        public void Report(double value)
        {
            lock (gate)
            {
                if (Stopwatch.GetElapsedTime(last) < QuietInterval)
                {
                    return;
                }

                last = Stopwatch.GetTimestamp();
                Log.MarkupLineInterpolated($"  {title}: {value * 100:0} %");
            }
        }
    }
}
