using Microsoft.Data.Sqlite;
using Segment.Ledger.Fields;
using Segment.Ledger.Storage;

namespace Segment.Ledger.Tests;

/// <summary>What is no ledger, or not one of this program's, is refused with a sentence and left as it is.</summary>
public sealed class LedgerFileTests : IDisposable
{
    private readonly LedgerFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_of_something_else_is_refused_and_left_alone()
    {
        File.WriteAllText(
            folder.File,
            "This is no database, but somebody's notes about the runs of 2023, and long enough."
        );
        var before = File.ReadAllBytes(folder.File);
        Assert.Contains("is no SQLite file", Refusal(() => folder.Ledger.Runs()), StringComparison.Ordinal);
        Assert.Contains(
            "is no SQLite file",
            Refusal(() => folder.Ledger.Begin(LedgerFolder.Training())),
            StringComparison.Ordinal
        );
        Assert.Equal(before, File.ReadAllBytes(folder.File));
    }

    [Fact]
    public void A_database_of_something_else_is_refused_and_left_alone()
    {
        Sql("CREATE TABLE layer (name TEXT)");
        var before = File.ReadAllBytes(folder.File);
        Assert.Contains(
            "no ledger of Segment's runs",
            Refusal(() => folder.Ledger.Begin(LedgerFolder.Training())),
            StringComparison.Ordinal
        );
        Assert.Equal(before, File.ReadAllBytes(folder.File));
    }

    [Fact]
    public void A_newer_program_s_ledger_is_refused()
    {
        folder.Ledger.Begin(LedgerFolder.Training());
        Sql("PRAGMA user_version = 99");
        Assert.Equal(
            $"The ledger {folder.File} has layout version 99; this program knows versions up to {LedgerSchema.Newest}. Use a newer Segment.",
            Refusal(() => folder.Ledger.Runs())
        );
    }

    [Fact]
    public void An_empty_file_becomes_a_ledger()
    {
        File.WriteAllBytes(folder.File, []);
        Assert.Equal(1, folder.Ledger.Begin(LedgerFolder.Training()));
    }

    [Theory]
    [InlineData("UPDATE run SET started_utc = 'yesterday'", "'yesterday' is no moment")]
    [InlineData(
        "INSERT INTO note VALUES (1, 'accuracy', '1', '2026-11-23T00:00:00.000Z')",
        "there is a note on 'accuracy'"
    )]
    [InlineData("INSERT INTO note VALUES (1, 'imagery_year', 'MMXXIII', '2026-11-23T00:00:00.000Z')", "MMXXIII")]
    [InlineData("UPDATE run SET parameters = '[1]'", "could not be converted")]
    public void What_Segment_did_not_write_is_refused_with_the_value(string sql, string expected)
    {
        folder.Ledger.Begin(LedgerFolder.Training());
        Sql(sql);
        Assert.Contains(expected, Refusal(() => folder.Ledger.Runs()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE run SET state = 'dancing'")]
    [InlineData("UPDATE run SET accuracy = 'good'")]
    [InlineData("UPDATE run SET parameters = 'none'")]
    [InlineData("INSERT INTO answer VALUES (1, 9, 'yes', '')")]
    public void The_layout_itself_refuses_what_is_none(string sql)
    {
        folder.Ledger.Begin(LedgerFolder.Training());
        Assert.Throws<SqliteException>(() => Sql(sql));
    }

    [Fact]
    public void A_ledger_that_is_not_there_is_not_made_by_looking()
    {
        Assert.Contains("There is no ledger", Refusal(() => folder.Ledger.Runs()), StringComparison.Ordinal);
        Refusal(() => folder.Ledger.Ask("Is it good?", []));
        Assert.False(File.Exists(folder.File));
    }

    [Fact]
    public void A_ledger_of_the_first_layout_is_read_and_written()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "ledger-1.db"), folder.File);
        var runs = folder.Ledger.Runs();
        Assert.Equal([RunOperation.Training, RunOperation.Classification], runs.Select(run => run.Operation));
        Assert.Equal(
            (0.803, "Belize"),
            (runs[0].Facts.Number(RunFields.Accuracy), runs[0].Facts.Text(RunFields.Domain))
        );
        Assert.Equal("somewhat", runs[0].Answers[1]);
        Assert.Equal(3, folder.Ledger.Begin(LedgerFolder.Training()));
    }

    [Fact]
    public void The_layout_has_a_column_for_every_field()
    {
        folder.Ledger.Begin(LedgerFolder.Training());
        var columns = new LedgerFile(folder.File).Read(c =>
            c.Rows("SELECT name FROM pragma_table_info('run')", r => r.GetString(0))
        );
        Assert.Equal(RunFields.All.Where(f => !f.IsPersonal).Select(f => f.Column), columns[17..]);
    }

    [Fact]
    public void A_run_goes_on_without_a_ledger_that_cannot_be_written()
    {
        Sql("CREATE TABLE layer (name TEXT)");
        var warnings = new List<string>();
        using var entry = LedgerEntry.Begin(folder.File, ledger => ledger.Begin(LedgerFolder.Training()), warnings.Add);
        entry.Add(RunFacts.None);
        entry.End(new RunEnd(RunState.Done, RunFacts.None));
        Assert.Null(entry.Number);
        Assert.Contains(folder.File, Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ledger_that_goes_away_is_one_warning()
    {
        var warnings = new List<string>();
        using var entry = LedgerEntry.Begin(folder.File, ledger => ledger.Begin(LedgerFolder.Training()), warnings.Add);
        File.WriteAllText(
            folder.File,
            "Somebody wrote over it with a text that is longer than a header of SQLite's, to be sure."
        );
        entry.Add(RunFacts.None.With(RunFields.Accuracy, 0.5));
        entry.End(new RunEnd(RunState.Done, RunFacts.None));
        Assert.Single(warnings);
    }

    private static string Refusal(Action work) => Assert.Throws<SegmentDataException>(work).Message;

    private static string Refusal<T>(Func<T> work) =>
        Refusal(() =>
        {
            _ = work();
        });

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.File};Pooling=False;Foreign Keys=True");
        connection.Open();
        connection.Do(sql);
    }
}
