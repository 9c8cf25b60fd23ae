using System.CommandLine;
using System.Runtime.InteropServices;
using Segment.PackageFormat;
using Spectre.Console;

namespace Segment.CommandLine;

/// <summary>Runs a program's commands: parsing, Ctrl-C, errors as sentences, exit codes.</summary>
public static class CommandHost
{
    /// <summary>Parses the words and runs the command that they name.</summary>
    /// <param name="root">The program's commands.</param>
    /// <param name="words">The command line, without the program's name.</param>
    /// <param name="helpWithoutWords">Whether no words at all ask for help; else they call the root's own action.</param>
    /// <returns>The exit status, one of <see cref="ExitCode"/>.</returns>
    public static int Run(RootCommand root, IReadOnlyList<string> words, bool helpWithoutWords = true)
    {
        var result = root.Parse(helpWithoutWords && words.Count == 0 ? ["--help"] : words);
        if (result.Errors.Count > 0)
        {
            UsageErrors.Print(result, Console.Error);
            return (int)ExitCode.Usage;
        }

        return Guard(() =>
            result.Invoke(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
            )
        );
    }

    /// <summary>Runs the whole of a program and turns what it throws into a sentence and an exit status.</summary>
    /// <param name="program">The program; returns its exit status.</param>
    /// <returns>The exit status, one of <see cref="ExitCode"/>.</returns>
    public static int Guard(Func<int> program)
    {
        try
        {
            return program();
        }
        catch (OperationCanceledException)
        {
            return Fail("Stopped. Nothing was left half-written.", ExitCode.Interrupted);
        }
        catch (SegmentDataException e)
        {
            return Fail(e.Message, ExitCode.BadData);
        }
        catch (SegmentEnvironmentException e)
        {
            return Fail(e.Message, ExitCode.Environment);
        }
        catch (SegmentOutputException e)
        {
            return Fail(e.Message, ExitCode.Output);
        }
        catch (SegmentTransientException e)
        {
            return Fail(e.Message, ExitCode.TryAgain);
        }
        catch (UnauthorizedAccessException e)
        {
            return Fail($"{e.Message} Check the permissions, or choose another place.", ExitCode.Environment);
        }
        catch (Exception e)
        {
            // The outermost edge: whatever arrives here is a defect, and the details help to mend it.
            return Fail(
                $"This is a defect in Segment: please report it with the following text.\n{e}",
                ExitCode.Defect
            );
        }
    }

    /// <summary>Gives a command what it does when called.</summary>
    /// <param name="command">The command.</param>
    /// <param name="action">What it does; a returned status becomes the process's.</param>
    public static void OnCall(this Command command, Func<ParseResult, ConsoleSession, ExitCode> action) =>
        command.SetAction(parsed =>
        {
            using var stop = new CancellationTokenSource();
            void Cancel(PosixSignalContext context)
            {
                context.Cancel = true;
                stop.Cancel();
            }

            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
            var terminated = false;
            using var terminate = PosixSignalRegistration.Create(
                PosixSignal.SIGTERM,
                context =>
                {
                    terminated = true;
                    Cancel(context);
                }
            );
            try
            {
                return (int)action(parsed, new ConsoleSession(stop.Token));
            }
            catch (OperationCanceledException e) when (terminated)
            {
                throw new SegmentTransientException(
                    "Stopped by SIGTERM, as when a machine is shut down or a job's time is over. Nothing was left "
                        + "half-written; give the same command again.",
                    e
                );
            }
        });

    private static int Fail(string message, ExitCode code)
    {
        ConsoleSession.Log.MarkupLineInterpolated($"[red]{message}[/]");
        return (int)code;
    }
}
