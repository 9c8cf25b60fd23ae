using System.Text.Json;
using Segment.Ledger.Fields;
using Segment.Ledger.Storage;
using Segment.PackageFormat;

namespace Segment.Ledger;

/// <summary>The ledger of runs: an SQLite file that several processes may write at once, on a network drive too.</summary>
/// <param name="path">The file.</param>
/// <param name="clock">Tells the time; null for the machine's.</param>
public sealed class RunLedger(string path, TimeProvider? clock = null)
{
    private readonly LedgerFile file = new(System.IO.Path.GetFullPath(path));
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Gets the file's full path.</summary>
    public string Path => file.Path;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Writes a run that begins in this process.</summary>
    /// <param name="start">What is known of it.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="SegmentDataException">The file is no ledger.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public long Begin(RunStart start) =>
        file.Write(connection => RunWriter.Insert(connection, start, RunState.Running, Now));

    /// <summary>Writes a part of a run that many processes do together, such as a shard of a map. The whole is found by what it does and
    /// makes, among those that are not done; where there is none yet it is begun.</summary>
    /// <param name="whole">The whole.</param>
    /// <param name="part">This process's part; its parent is filled in.</param>
    /// <returns>The part's number.</returns>
    /// <exception cref="SegmentDataException">The file is no ledger.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public long BeginPart(RunStart whole, RunStart part) =>
        file.Write(connection =>
        {
            var parent =
                RunWriter.FindOpen(connection, whole) ?? RunWriter.Insert(connection, whole, RunState.Open, Now);
            return RunWriter.Insert(connection, part with { Parent = parent }, RunState.Running, Now);
        });

    /// <summary>Takes up a run whose parts many processes did: from now on this process ends it.</summary>
    /// <param name="whole">What is known of it; where the ledger has no such run it is begun.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="SegmentDataException">The file is no ledger.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public long TakeUp(RunStart whole) =>
        file.Write(connection =>
        {
            if (RunWriter.FindOpen(connection, whole) is not { } found)
            {
                return RunWriter.Insert(connection, whole, RunState.Running, Now);
            }

            RunWriter.Own(connection, found, Now);
            return found;
        });

    /// <summary>Adds what has become known of a run that goes on, and a sign of life.</summary>
    /// <param name="number">The run.</param>
    /// <param name="facts">What has become known.</param>
    /// <param name="patienceSeconds">How long to wait for other writers.</param>
    /// <exception cref="SegmentDataException">The file is no ledger.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public void Add(long number, RunFacts facts, int patienceSeconds = LedgerFile.PatienceSeconds) =>
        file.Write(
            connection =>
            {
                RunWriter.Update(connection, number, facts, Now);
                return 0;
            },
            patienceSeconds
        );

    /// <summary>Writes how a run ended.</summary>
    /// <param name="number">The run.</param>
    /// <param name="end">How.</param>
    /// <exception cref="SegmentDataException">The file is no ledger.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public void End(long number, RunEnd end) =>
        file.Write(connection =>
        {
            RunWriter.Update(connection, number, end.Facts, Now);
            RunWriter.End(connection, number, end, Now);
            return 0;
        });

    /// <summary>Writes a part that began and ended in this process, such as a trial of a search.</summary>
    /// <param name="start">What is known of it.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="seconds">How long it took.</param>
    /// <exception cref="SegmentDataException">The file is no ledger.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public void Record(RunStart start, RunEnd end, double seconds) =>
        file.Write(connection =>
        {
            var number = RunWriter.Insert(connection, start, RunState.Running, Now.AddSeconds(-seconds));
            RunWriter.Update(connection, number, end.Facts, Now);
            RunWriter.End(connection, number, end, Now);
            return 0;
        });

    /// <summary>Reads all runs.</summary>
    /// <returns>The runs, by number; parts among them.</returns>
    /// <exception cref="SegmentDataException">The file cannot be read.</exception>
    public IReadOnlyList<Run> Runs() => RunLinks.Tie(file.Read(connection => RunReader.Runs(connection, Now)));

    /// <summary>Reads the questions.</summary>
    /// <returns>The questions, by number.</returns>
    /// <exception cref="SegmentDataException">The file cannot be read.</exception>
    public IReadOnlyList<Question> Questions() => file.Read(RunReader.Questions);

    /// <summary>Reads the small pictures of maps.</summary>
    /// <returns>PNG files by the number of the run that made the map.</returns>
    /// <exception cref="SegmentDataException">The file cannot be read.</exception>
    public IReadOnlyDictionary<long, byte[]> Thumbnails() =>
        file.Read(connection =>
            connection
                .Rows(
                    "SELECT run, png FROM thumbnail",
                    row => (Run: row.GetInt64(0), Png: row.GetFieldValue<byte[]>(1))
                )
                .ToDictionary(row => row.Run, row => row.Png)
        );

    /// <summary>Adds a question.</summary>
    /// <param name="text">The question.</param>
    /// <param name="answers">The answers that it takes; none: any words.</param>
    /// <returns>Its number.</returns>
    /// <exception cref="SegmentDataException">The question is there already, or empty.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public long Ask(string text, IReadOnlyList<string> answers)
    {
        RequireThere();
        return file.Write(connection =>
        {
            if (
                connection.Scalar("SELECT number FROM question WHERE text = $text", ("$text", text.Trim()))
                is long known
            )
            {
                throw new SegmentDataException($"That is question {known} already.");
            }

            return (long)
                connection.Scalar(
                    "INSERT INTO question (text, answers) VALUES ($text, $answers) RETURNING number",
                    ("$text", text.Trim()),
                    ("$answers", JsonSerializer.Serialize([.. answers], LedgerJson.Default.StringArray))
                )!;
        });
    }

    /// <summary>Removes a question and its answers.</summary>
    /// <param name="number">Its number.</param>
    /// <returns>How many runs had an answer.</returns>
    /// <exception cref="SegmentDataException">There is no such question.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public int RemoveQuestion(long number)
    {
        RequireThere();
        return file.Write(connection =>
        {
            var answers = connection.Do("DELETE FROM answer WHERE question = $number", ("$number", number));
            return connection.Do("DELETE FROM question WHERE number = $number", ("$number", number)) == 1
                ? answers
                : throw new SegmentDataException(
                    $"There is no question {number}; 'segment runs question list' lists them."
                );
        });
    }

    /// <summary>Writes what a person says about runs.</summary>
    /// <param name="runs">The runs' numbers.</param>
    /// <param name="notes">Texts by field; an empty one takes the note back.</param>
    /// <param name="answers">Answers by question; an empty one takes the answer back.</param>
    /// <exception cref="SegmentDataException">There is no such run.</exception>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public void Note(
        IReadOnlyCollection<long> runs,
        IReadOnlyDictionary<RunField, string> notes,
        IReadOnlyDictionary<Question, string> answers
    )
    {
        RequireThere();
        _ = file.Write(connection =>
        {
            NoteWriter.Write(connection, runs, notes, answers, Now);
            return 0;
        });
    }

    // A mistyped --ledger makes no new one.
    private void RequireThere() => _ = file.Read(_ => 0);
}
