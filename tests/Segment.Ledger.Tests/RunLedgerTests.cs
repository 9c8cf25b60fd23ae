using Segment.Ledger.Fields;
using Segment.Ledger.Storage;

namespace Segment.Ledger.Tests;

public sealed class RunLedgerTests : IDisposable
{
    private readonly LedgerFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_run_is_there_from_its_first_second()
    {
        var number = folder.Ledger.Begin(LedgerFolder.Training());
        var run = Assert.Single(folder.Ledger.Runs());
        Assert.Equal(1, number);
        Assert.Equal(RunState.Running, run.State);
        Assert.Equal("unet", run.Facts.Text(RunFields.ModelType));
        Assert.Equal(20, run.Facts.Number(RunFields.EpochsSet));
        Assert.Equal("/runs/a", run.Parameters["--out"]);
        Assert.Null(run.Ended);
    }

    [Fact]
    public void An_ended_run_keeps_what_was_known_and_what_became_known()
    {
        folder.Done(LedgerFolder.Training(), LedgerFolder.Trained("abc"));
        var run = Assert.Single(folder.Ledger.Runs());
        Assert.Equal(RunState.Done, run.State);
        Assert.Equal("unet", run.Facts.Text(RunFields.ModelType));
        Assert.Equal(0.803, run.Facts.Number(RunFields.Accuracy));
        Assert.Equal(94_000_000, run.Facts.Number(RunFields.ModelBytes));
        Assert.NotNull(run.Ended);
    }

    [Fact]
    public void A_failure_keeps_its_sentence()
    {
        folder.Done(
            LedgerFolder.Training(),
            new RunEnd(RunState.Failed, RunFacts.None) { Message = "The chips are empty." }
        );
        var run = Assert.Single(folder.Ledger.Runs());
        Assert.Equal((RunState.Failed, "The chips are empty."), (run.State, run.Message));
    }

    [Fact]
    public void Every_field_comes_back_as_it_was_written()
    {
        var facts = RunFields
            .All.Where(field => !field.IsPersonal)
            .Aggregate(
                RunFacts.None,
                (all, field) =>
                    all.WithValue(
                        field,
                        field.Type == typeof(string) ? $"{field.Column} ä'\"; --"
                            : field.Type == typeof(long) ? (object)(1L << 40)
                            : 0.1
                    )
            );
        folder.Done(LedgerFolder.Training(), new RunEnd(RunState.Done, facts));
        var run = Assert.Single(folder.Ledger.Runs());
        foreach (var field in facts.Known)
        {
            Assert.Equal(facts[field], run.Facts[field]);
        }
    }

    [Fact]
    public void Notes_stand_over_what_the_command_finds_even_later()
    {
        var number = folder.Ledger.Begin(LedgerFolder.Training());
        folder.Ledger.Note(
            [number],
            new Dictionary<RunField, string> { [RunFields.Domain] = "Belize", [RunFields.ImageryYear] = "2023" },
            new Dictionary<Question, string>()
        );
        folder.Ledger.End(
            number,
            new RunEnd(
                RunState.Done,
                RunFacts.None.With(RunFields.Domain, "89–88° W").With(RunFields.ImageryYear, 1999)
            )
        );
        var run = Assert.Single(folder.Ledger.Runs());
        Assert.Equal("Belize", run.Facts.Text(RunFields.Domain));
        Assert.Equal(2023, run.Facts.Number(RunFields.ImageryYear));
        Assert.Contains(RunFields.Domain, run.Noted);

        var empty = new Dictionary<RunField, string> { [RunFields.Domain] = "" };
        folder.Ledger.Note([number], empty, new Dictionary<Question, string>());
        Assert.Equal("89–88° W", Assert.Single(folder.Ledger.Runs()).Facts.Text(RunFields.Domain));
    }

    [Fact]
    public void A_note_on_a_run_that_is_not_there_notes_nothing_at_all()
    {
        var number = folder.Ledger.Begin(LedgerFolder.Training());
        var comment = new Dictionary<RunField, string> { [RunFields.Comments] = "good" };
        var error = Assert.Throws<SegmentDataException>(() =>
            folder.Ledger.Note([number, 7], comment, new Dictionary<Question, string>())
        );
        Assert.Equal("There is no run 7; the newest is 1. Nothing was noted.", error.Message);
        Assert.Null(Assert.Single(folder.Ledger.Runs()).Facts.Text(RunFields.Comments));
    }

    [Fact]
    public void Questions_are_asked_answered_and_removed()
    {
        var number = folder.Ledger.Begin(LedgerFolder.Training());
        var question = folder.Ledger.Ask("Is Belize City well defined?", Question.UsualAnswers);
        var asked = Assert.Single(folder.Ledger.Questions());
        Assert.Equal(["yes", "somewhat", "no"], asked.Answers);
        Assert.Throws<SegmentDataException>(() => folder.Ledger.Ask("Is Belize City well defined?", []));

        var answer = new Dictionary<Question, string> { [asked] = "somewhat" };
        folder.Ledger.Note([number], new Dictionary<RunField, string>(), answer);
        Assert.Equal("somewhat", Assert.Single(folder.Ledger.Runs()).Answers[question]);
        Assert.Equal(1, folder.Ledger.RemoveQuestion(question));
        Assert.Empty(folder.Ledger.Questions());
        Assert.Empty(Assert.Single(folder.Ledger.Runs()).Answers);
    }

    [Fact]
    public void A_training_knows_its_maps_and_a_map_its_accuracy()
    {
        var ledger = folder.Ledger;
        var other = folder.Done(LedgerFolder.Training("/runs/b"), LedgerFolder.Trained("other"));
        var training = folder.Done(LedgerFolder.Training(), LedgerFolder.Trained("abc"));
        var map = folder.Done(LedgerFolder.Map(), LedgerFolder.Mapped("abc", 480));
        folder.Done(
            new RunStart(RunOperation.Assessment, "/maps/a.tif"),
            new RunEnd(RunState.Done, RunFacts.None.With(RunFields.Accuracy, 0.71))
        );
        var runs = ledger.Runs().ToDictionary(run => run.Number);
        Assert.Equal((1, map, 0.71), (runs[training].Maps, runs[training].MapRun, runs[training].MapAccuracy));
        Assert.Equal(480, runs[training].Facts.Number(RunFields.InferenceSeconds));
        Assert.Equal(0.71, runs[map].MapAccuracy);
        Assert.Equal(0, runs[other].Maps);

        // A newer map under the same name has not been assessed.
        var newer = folder.Done(LedgerFolder.Map(), LedgerFolder.Mapped("abc", 500));
        runs = ledger.Runs().ToDictionary(run => run.Number);
        Assert.Equal((0.71, null), (runs[map].MapAccuracy, runs[newer].MapAccuracy));
        Assert.Equal((2, newer), (runs[training].Maps, runs[training].MapRun));
    }

    [Fact]
    public void A_package_that_was_changed_in_place_is_known_by_its_path()
    {
        var training = folder.Done(LedgerFolder.Training(), LedgerFolder.Trained("abc"));
        folder.Done(LedgerFolder.Map(), LedgerFolder.Mapped("quantized"));
        Assert.Equal(1, folder.Ledger.Runs().First(run => run.Number == training).Maps);
    }

    [Fact]
    public void Shards_are_parts_of_one_map_that_the_merge_ends()
    {
        var ledger = folder.Ledger;
        RunStart Shard(int i) => new(RunOperation.Shard, "/maps/a.tif") { Part = $"shard {i} of 2" };
        var first = ledger.BeginPart(LedgerFolder.Map(), Shard(0));
        Assert.Equal(RunState.Running, ledger.Runs()[0].State);
        ledger.End(first, new RunEnd(RunState.Done, RunFacts.None));
        Assert.Equal(RunState.Open, ledger.Runs()[0].State);
        ledger.End(ledger.BeginPart(LedgerFolder.Map(), Shard(1)), new RunEnd(RunState.Done, RunFacts.None));
        var merge = ledger.TakeUp(LedgerFolder.Map());
        ledger.End(merge, new RunEnd(RunState.Done, RunFacts.None));
        var runs = ledger.Runs();
        Assert.Equal(3, runs.Count);
        Assert.Equal((1, RunState.Done), (merge, runs[0].State));
        Assert.All(runs.Skip(1), run => Assert.Equal(1, run.Parent));

        // Another map under the same name is another run.
        ledger.BeginPart(LedgerFolder.Map(), Shard(0));
        Assert.Equal(5, ledger.Runs().Count);
    }

    [Fact]
    public void A_training_takes_imagery_and_place_from_the_run_that_cut_its_chips()
    {
        var imagery = RunFacts.None.With(RunFields.Imagery, "/l9.tif").With(RunFields.ImageryYear, 2023);
        var cut = folder.Done(new RunStart(RunOperation.Chips, "/chips"), new RunEnd(RunState.Done, imagery));
        var place = new Dictionary<RunField, string> { [RunFields.Domain] = "Belize" };
        folder.Ledger.Note([cut], place, new Dictionary<Question, string>());
        var start = LedgerFolder.Training();
        folder.Ledger.Begin(start with { Facts = start.Facts.With(RunFields.TrainingData, "/chips") });
        folder.Ledger.Begin(start with { Facts = start.Facts.With(RunFields.TrainingData, "/other") });
        var runs = folder.Ledger.Runs();
        Assert.Equal(
            ("/l9.tif", "Belize"),
            (runs[1].Facts.Text(RunFields.Imagery), runs[1].Facts.Text(RunFields.Domain))
        );
        Assert.Equal(2023, runs[1].Facts.Number(RunFields.ImageryYear));
        Assert.Null(runs[2].Facts.Text(RunFields.Imagery));
    }

    [Fact]
    public void Numbers_are_never_given_twice()
    {
        folder.Ledger.Begin(LedgerFolder.Training());
        new LedgerFile(folder.File).Write(connection => connection.Do("DELETE FROM run"));
        Assert.Equal(2, folder.Ledger.Begin(LedgerFolder.Training()));
    }
}
