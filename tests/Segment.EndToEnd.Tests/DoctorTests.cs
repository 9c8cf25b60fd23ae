namespace Segment.EndToEnd.Tests;

public sealed class DoctorTests
{
    private static readonly string[] SceneAndLabels =
    [
        "--scene",
        Checkout.Sample("L7_ETMs.tif"),
        "--labels",
        Checkout.Sample("olinda_training.gpkg"),
        "--class-value-field",
        "class",
    ];

    [Fact]
    public void The_sample_is_well_and_the_doctor_says_so_in_one_line()
    {
        var run = Checkout.Run(["doctor", .. SceneAndLabels, "--model", "olinda-light"]);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches("^Nothing to say: [0-9]+ checks, all well\\.\\s*$", run.Output);
    }

    [Fact]
    public void The_tiles_of_the_talk_stop_the_export_before_anything_is_written()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["chips", .. SceneAndLabels, "--tile-size", "256", "--out", folder.File("chips")];

        var stopped = Checkout.Run(words);

        Assert.Equal(3, stopped.ExitCode);
        Assert.Contains("few-chips: The labels give ", stopped.Error, StringComparison.Ordinal);
        Assert.Contains("To go on all the same, add --force few-chips", stopped.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));

        var forced = Checkout.Run([.. words, "--force", "few-chips"]);

        Assert.True(forced.ExitCode == 0, forced.Error);
        Assert.Contains("! few-chips: ", forced.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_all_that_is_printed()
    {
        var run = Checkout.Run(["doctor", .. SceneAndLabels, "--tile-size", "256", "--json"]);

        Assert.Equal(3, run.ExitCode);
        using var json = System.Text.Json.JsonDocument.Parse(run.Output);
        Assert.Equal("problems", json.RootElement.GetProperty("verdict").GetString());
    }
}
