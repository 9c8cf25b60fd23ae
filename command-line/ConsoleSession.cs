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
    /// <summary>Gets the console of notices, progress and errors: standard error.</summary>
    public static IAnsiConsole Log { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Gets the console of results: standard output.</summary>
    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>Gets the token that is cancelled when the user stops the command.</summary>
    public CancellationToken Token { get; } = token;

    /// <summary>Shows one fact the user should know.</summary>
    /// <param name="sentence">A full sentence.</param>
    public static void Notice(string sentence) => Log.MarkupLineInterpolated($"[grey]·[/] {sentence}");

    /// <summary>Shows one doubt that the user should weigh.</summary>
    /// <param name="sentence">A full sentence.</param>
    public static void Warn(string sentence) => Log.MarkupLineInterpolated($"[yellow]![/] {sentence}");

    /// <summary>Prints one line of the result.</summary>
    /// <param name="line">The line.</param>
    public static void Print(string line) => Out.WriteLine(line);

    /// <summary>Does a long step behind a progress bar (in a terminal) or sparse lines (elsewhere).</summary>
    /// <typeparam name="T">What the step yields.</typeparam>
    /// <param name="title">What is being done, such as <c>Cutting chips</c>.</param>
    /// <param name="work">The step; it reports the fraction done, 0–1.</param>
    /// <returns>What the step yields.</returns>
    public static T Step<T>(string title, Func<IProgress<double>, T> work) => Stages(title, stages => work(stages));

    /// <summary>Does a step of several named stages behind one progress bar (in a terminal) or sparse lines (elsewhere).</summary>
    /// <typeparam name="T">What the step yields.</typeparam>
    /// <param name="title">What is being done, such as <c>Training</c>.</param>
    /// <param name="work">The step; it names its stages and reports the fraction of the stage that is done, 0–1.</param>
    /// <returns>What the step yields.</returns>
    public static T Stages<T>(string title, Func<IStageProgress, T> work)
    {
        var watch = Stopwatch.StartNew();
        var result = Log.Profile.Capabilities.Interactive ? WithBar(title, work) : work(new SparseStages(title));
        Log.MarkupLineInterpolated($"[green]✓[/] {title}: {watch.Elapsed.TotalSeconds:0.0} s");
        return result;
    }

    private static T WithBar<T>(string title, Func<IStageProgress, T> work) =>
        Log.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .Start(context => work(new BarStages(context, title)));

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
}
