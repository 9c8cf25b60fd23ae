using System.Reflection;
using System.Runtime.InteropServices;
using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.PackageFormat;

namespace Segment.CommandLine.Recording;

/// <summary>A command's work that writes itself into the ledger of runs: its beginning, what becomes known, and how it ends, by an error
/// too. A ledger that cannot be written is a warning, and never an error.</summary>
/// <param name="request">What the command line says about the ledger.</param>
public sealed class RecordedRun(RunRequest request) : IDisposable
{
    private LedgerEntry? entry;

    /// <summary>Gets the line about this software in the ledger.</summary>
    private static string Platform { get; } =
        $"Segment {typeof(RecordedRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion}, "
        + $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";

    /// <summary>Writes that the run begins.</summary>
    /// <param name="start">What is known of it; command, parameters and machine are filled in.</param>
    public void Begin(RunStart start) => Begin(start, (ledger, filled) => ledger.Begin(filled));

    /// <summary>Writes that a part of a run begins which many processes do together.</summary>
    /// <param name="whole">What is known of the whole.</param>
    /// <param name="part">What is known of the part.</param>
    public void BeginPart(RunStart whole, RunStart part) =>
        Begin(whole, (ledger, filled) => ledger.BeginPart(filled, Filled(part)));

    /// <summary>Writes that this process ends a run which many began.</summary>
    /// <param name="whole">What is known of it.</param>
    public void TakeUp(RunStart whole) => Begin(whole, (ledger, filled) => ledger.TakeUp(filled));

    /// <summary>Adds what has become known.</summary>
    /// <param name="facts">It.</param>
    public void Add(RunFacts facts) => entry?.Add(facts);

    /// <summary>Adds a part that began and ended in this process.</summary>
    /// <param name="start">What is known of it.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="seconds">How long it took.</param>
    public void AddPart(RunStart start, RunEnd end, double seconds) => entry?.AddPart(Filled(start), end, seconds);

    /// <summary>Does the work, and writes how it ends.</summary>
    /// <typeparam name="T">What the work yields.</typeparam>
    /// <param name="work">The work; an error is written down and passed on.</param>
    /// <param name="end">Tells what is known at a good end.</param>
    /// <returns>What the work yields.</returns>
    public T Do<T>(Func<T> work, Func<T, RunEnd> end)
    {
        try
        {
            var result = work();
            if (entry?.Number is not null)
            {
                entry.End(Quietly(() => end(result)));
            }

            return result;
        }
        catch (OperationCanceledException)
        {
            entry?.End(new RunEnd(RunState.Stopped, RunFacts.None) { Message = "Stopped before its end." });
            throw;
        }
        catch (Exception e)
        {
            entry?.End(new RunEnd(RunState.Failed, RunFacts.None) { Message = Sentence(e) });
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => entry?.Dispose();

    private void Begin(RunStart start, Func<RunLedger, RunStart, long> begin)
    {
        if (entry is not null || !HasFolder(start))
        {
            return;
        }

        var filled = Filled(start);
        entry = LedgerEntry.Begin(
            LedgerPlace.ForRun(request.Ledger, start.Result),
            ledger => begin(ledger, filled),
            ConsoleSession.Warn
        );
    }

    private static bool HasFolder(RunStart start)
    {
        var holder = Path.GetDirectoryName(start.Result) ?? start.Result;
        try
        {
            return Directory.Exists(holder) || (start.MakesFolder && Directory.CreateDirectory(holder).Exists);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The work itself will say what is wrong with its folder.
            return false;
        }
    }

    private RunStart Filled(RunStart start) =>
        start with
        {
            Command = request.Command,
            Parameters = start.Parameters.Count > 0 ? start.Parameters : request.Parameters,
            Facts = RunFacts
                .None.With(RunFields.Platform, Platform)
                .With(RunFields.ComputerAlias, Environment.MachineName)
                .With(RunFields.BatchAlias, request.Batch)
                .With(start.Facts),
        };

    // The work is done and its result stands: what cannot be read of it now does not undo that.
    private static RunEnd Quietly(Func<RunEnd> end)
    {
        try
        {
            return end();
        }
        catch (Exception e)
            when (e
                    is SegmentDataException
                        or SegmentEnvironmentException
                        or SegmentOutputException
                        or SegmentTransientException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            ConsoleSession.Warn($"The ledger lacks figures of this run: {e.Message}");
            return new RunEnd(RunState.Done, RunFacts.None);
        }
    }

    private static string Sentence(Exception e) =>
        e
            is SegmentDataException
                or SegmentEnvironmentException
                or SegmentOutputException
                or SegmentTransientException
                or UnauthorizedAccessException
            ? e.Message
            : $"A defect of this software: {e.GetType().Name}: {e.Message}";
}
