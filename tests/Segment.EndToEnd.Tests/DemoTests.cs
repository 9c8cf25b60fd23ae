using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.Raster;
using Segment.Raster.Maps;

namespace Segment.EndToEnd.Tests;

public sealed class DemoTests
{
    [Fact]
    public void One_epoch_of_the_demo_leaves_a_package_a_map_pictures_and_a_report()
    {
        using var folder = new TemporaryFolder();
        var output = folder.File("demo");

        var run = Checkout.Run("demo", "--out", output, "--max-epochs", "1");

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("Polygons that training never saw", run.Output, StringComparison.Ordinal);
        var package = Path.Combine(output, "run", "olinda-light.dlpk");
        using var opened = ModelPackage.Open(package);
        Assert.Equal(0, opened.Metrics.Split.SharedPixels);
        Assert.Equal(7, opened.Definition.Classes.Count);
        AssertMapFitsScene(Path.Combine(output, "olinda_map.tif"));
        Assert.StartsWith(
            "\u0089PNG",
            System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(output, "olinda_map.png"))),
            StringComparison.Ordinal
        );
        var report = File.ReadAllText(Path.Combine(output, "run", "model_metrics.html"));
        Assert.Contains("id=\"review\"", report, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", report, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(output, "*.partial", SearchOption.AllDirectories));
        AssertLedgerHasAll(Path.Combine(output, LedgerPlace.FileName));
    }

    private static void AssertLedgerHasAll(string ledger)
    {
        var runs = new RunLedger(ledger).Runs();
        Assert.Equal(
            [RunOperation.Chips, RunOperation.Training, RunOperation.Classification, RunOperation.Assessment],
            runs.Select(run => run.Operation)
        );
        Assert.All(runs, run => Assert.Equal(RunState.Done, run.State));
        var training = runs[1];
        Assert.Equal((1, 3L), (training.Maps, training.MapRun));
        Assert.NotNull(training.MapAccuracy);
        Assert.Equal(Checkout.Sample("L7_ETMs.tif"), training.Facts.Text(RunFields.Imagery));
        Assert.Equal(64, training.Facts.Text(RunFields.DataHash)!.Length);
    }

    /// <summary>The demo as a newcomer runs it: the map must be worth showing.</summary>
    [Fact]
    [Trait("kind", "slow")]
    public void The_demo_maps_polygons_that_training_never_saw()
    {
        using var folder = new TemporaryFolder();
        var output = folder.File("demo");

        var run = Checkout.Run("demo", "--out", output);

        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        var line = run
            .Output.Split('\n')
            .Last(l => l.Contains("Polygons that training never saw", StringComparison.Ordinal));
        var accuracy = double.Parse(
            line[(line.IndexOf("accuracy ", StringComparison.Ordinal) + 9)..].Split(' ')[0],
            System.Globalization.CultureInfo.InvariantCulture
        );
        Assert.InRange(accuracy, 88, 100);
    }

    private static void AssertMapFitsScene(string mapPath)
    {
        using var scene = RasterSource.Open(Checkout.Sample("L7_ETMs.tif"));
        using var map = ClassMap.Open(mapPath);
        Assert.Equal(scene.Grid.Transform, map.Grid.Transform);
        Assert.Equal((scene.Height, scene.Width), (map.Grid.Height, map.Grid.Width));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], map.Classes.Select(c => c.Value));
        Assert.Equal("Mangrove", map.Classes[1].Name);
        Assert.Equal("#6a51a3", map.Classes[1].Color.ToString());
    }
}
