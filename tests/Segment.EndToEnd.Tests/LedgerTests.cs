using Segment.Cli.Tests;
using Segment.Ledger;
using Segment.Ledger.Fields;

namespace Segment.EndToEnd.Tests;

/// <summary>Commands that write themselves into the ledger of runs.</summary>
public sealed class LedgerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string File => folder.File(LedgerPlace.FileName);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Maps_and_assessments_write_themselves_in_beside_the_map()
    {
        var map = folder.File("map.tif");
        Succeed(
            "classify",
            "--model",
            "olinda-light",
            "--scene",
            Checkout.Sample("L7_ETMs.tif"),
            "--out",
            map,
            "--batch-alias",
            "A"
        );
        Succeed(
            "assess",
            "report",
            "--map",
            map,
            "--reference",
            Checkout.Sample("olinda_assessment.gpkg"),
            "--class-value-field",
            "class"
        );
        var ledger = new RunLedger(File);
        var runs = ledger.Runs();
        Assert.Equal([RunOperation.Classification, RunOperation.Assessment], runs.Select(run => run.Operation));
        Assert.All(runs, run => Assert.Equal(RunState.Done, run.State));
        var facts = runs[0].Facts;
        Assert.Equal(
            ("A", "unet", "light"),
            (facts.Text(RunFields.BatchAlias), facts.Text(RunFields.ModelType), facts.Text(RunFields.Backbone))
        );
        Assert.Equal(
            ("34.92–34.83° W, 8.04–7.95° S (EPSG:31985)", 28.5),
            (facts.Text(RunFields.Domain), facts.Number(RunFields.Resolution))
        );
        Assert.True(facts.Number(RunFields.InferenceSeconds) > 0);
        Assert.Equal(runs[1].Facts.Number(RunFields.Accuracy), runs[0].MapAccuracy);
        Assert.Equal("PNG"u8, ledger.Thumbnails()[1].AsSpan(1, 3));

        var listed = Succeed("runs", "list");
        Assert.Contains("classification", listed.Output, StringComparison.Ordinal);
        Succeed("runs", "question", "add", "Is the harbour well defined?");
        Succeed("runs", "note", "1", "--feasible", "somewhat", "--answer", "harbour=yes", "--comment", "=1+1");
        var shown = Succeed("runs", "show", "1").Output;
        Assert.Contains("Is the harbour well defined?", shown, StringComparison.Ordinal);
        Assert.Contains("somewhat", shown, StringComparison.Ordinal);
        Assert.Contains("Run 2", Succeed("runs", "compare", "1-2").Output, StringComparison.Ordinal);
        foreach (var format in new[] { "html", "xlsx", "csv" })
        {
            var file = folder.File($"runs.{format}");
            Succeed("runs", "export", "--format", format, "--out", file);
            Assert.True(new FileInfo(file).Length > 500);
        }
    }

    [Fact]
    public void A_failure_is_written_down_and_stays_what_it_is()
    {
        string[] words = ["classify", "--model", "olinda-light", "--scene", Checkout.Sample("L7_ETMs.tif"), "--out"];
        var run = Run([.. words, folder.File("map.tif"), "--padding", "32", "--tile-size", "64"]);
        Assert.Equal(3, run.ExitCode);
        var written = Assert.Single(new RunLedger(File).Runs());
        Assert.Equal(RunState.Failed, written.State);
        Assert.Contains(written.Message!, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_refused_before_it_begins_is_no_run()
    {
        string[] words = ["classify", "--model", "olinda-light", "--scene", Checkout.Sample("L7_ETMs.tif"), "--out"];
        Assert.NotEqual(0, Run([.. words, folder.File("none/map.tif")]).ExitCode);
        Assert.NotEqual(0, Run([.. words, folder.File("map.tif"), "--tile-size", "0"]).ExitCode);
        Assert.NotEqual(0, Run("assess", "report", "--map", folder.File("none.tif"), "--reference", "x").ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void A_ledger_that_cannot_be_written_does_not_harm_the_map()
    {
        System.IO.File.WriteAllText(
            File,
            "Somebody's notes, which are no ledger, and which stay as they are, to the letter."
        );
        var map = folder.File("map.tif");
        var run = Run("classify", "--model", "olinda-light", "--scene", Checkout.Sample("L7_ETMs.tif"), "--out", map);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains(File, run.Error, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(map));
        Assert.StartsWith("Somebody's notes", System.IO.File.ReadAllText(File), StringComparison.Ordinal);
    }

    [Fact]
    public void Off_keeps_no_ledger()
    {
        var map = folder.File("map.tif");
        Succeed(
            "classify",
            "--model",
            "olinda-light",
            "--scene",
            Checkout.Sample("L7_ETMs.tif"),
            "--out",
            map,
            "--ledger",
            "off"
        );
        Assert.False(System.IO.File.Exists(File));
    }

    private static ProgramRun Run(params string[] words) => Checkout.RunWith([(LedgerPlace.Variable, "")], words);

    // 'segment runs' looks in the current folder, which is not the test's: it is told.
    private ProgramRun Succeed(params string[] words)
    {
        var run = words[0] == "runs" ? Run([.. words, "--ledger", File]) : Run(words);
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        return run;
    }
}
