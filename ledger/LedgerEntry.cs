using Segment.Ledger.Fields;
using Segment.PackageFormat;

namespace Segment.Ledger;

/// <summary>
/// A run that writes itself into the ledger, and is never harmed by it: what cannot be written becomes one warning that names the
/// file, and the run goes on without the ledger. Gives a sign of life every minute until it is disposed.
/// </summary>
public sealed class LedgerEntry : IDisposable
{
    private static readonly TimeSpan Pulse = TimeSpan.FromMinutes(1);
    private const int PulsePatienceSeconds = 2;
    private const int AddPatienceSeconds = 5;

    private readonly Lock gate = new();
    private readonly Action<string> warn;
    private readonly RunLedger? ledger;
    private readonly ITimer? pulse;
    private bool isOver;
    private bool hasWarned;

    private LedgerEntry(RunLedger? ledger, Func<RunLedger, long> begin, Action<string> warn)
    {
        this.warn = warn;
        if (ledger is not null && Try(() => Number = begin(ledger)))
        {
            this.ledger = ledger;
            pulse = TimeProvider.System.CreateTimer(_ => Beat(), state: null, Pulse, Pulse);
        }
    }

    /// <summary>Gets the run's number; null where it is not written down.</summary>
    public long? Number { get; private set; }

    /// <summary>Begins a run.</summary>
    /// <param name="ledger">The file; null where no ledger is kept.</param>
    /// <param name="begin">Writes the run: <see cref="RunLedger.Begin"/> or one of its kin.</param>
    /// <param name="warn">Told, once, that the ledger cannot be written.</param>
    /// <returns>The run; dispose it at its end.</returns>
    public static LedgerEntry Begin(string? ledger, Func<RunLedger, long> begin, Action<string> warn) =>
        new(ledger is null ? null : new RunLedger(ledger), begin, warn);

    /// <summary>Adds what has become known.</summary>
    /// <param name="facts">It.</param>
    public void Add(RunFacts facts) => Work(number => ledger!.Add(number, facts, AddPatienceSeconds));

    /// <summary>Adds a part that began and ended in this process.</summary>
    /// <param name="start">What is known of it; its parent is filled in.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="seconds">How long it took.</param>
    public void AddPart(RunStart start, RunEnd end, double seconds) =>
        Work(number => ledger!.Record(start with { Parent = number }, end, seconds));

    /// <summary>Ends the run.</summary>
    /// <param name="end">How.</param>
    public void End(RunEnd end)
    {
        Work(number => ledger!.End(number, end));
        lock (gate)
        {
            isOver = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => pulse?.Dispose();

    private void Work(Action<long> work)
    {
        lock (gate)
        {
            if (ledger is not null && Number is { } number && !isOver)
            {
                _ = Try(() => work(number));
            }
        }
    }

    private void Beat()
    {
        // A missed beat is made good by the next: nobody is told, and a busy file is not waited for.
        if (!gate.TryEnter())
        {
            return;
        }

        try
        {
            if (!isOver && Number is { } number)
            {
                ledger!.Add(number, RunFacts.None, PulsePatienceSeconds);
            }
        }
        catch (Exception e) when (e is SegmentDataException or SegmentOutputException) { }
        finally
        {
            gate.Exit();
        }
    }

    private bool Try(Action work)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception e) when (e is SegmentDataException or SegmentOutputException)
        {
            if (!hasWarned)
            {
                hasWarned = true;
                warn(
                    $"{e.Message} The run goes on; the ledger knows nothing of it, or not all. --ledger off keeps none."
                );
            }

            return false;
        }
    }
}
