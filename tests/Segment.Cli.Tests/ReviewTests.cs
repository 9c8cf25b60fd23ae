using Segment.Tests;

namespace Segment.Cli.Tests;

public sealed class ReviewTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("segment-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_folder_of_runs_is_reviewed_and_what_has_not_ended_is_left_out()
    {
        Write("first", wrong: 12);
        Write("second", wrong: 4);
        Directory.CreateDirectory(In("third/state"));

        var run = ProgramRun.Segment("review", folder, "--out", In("page"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("unet/light", run.Output, StringComparison.Ordinal);
        Assert.Contains("first", run.Output, StringComparison.Ordinal);
        Assert.Contains("third is left out: its training has not ended.", Flat(run.Error), StringComparison.Ordinal);
        Assert.Contains("<h1>2 models</h1>", File.ReadAllText(In("page/review.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_models_is_bad_data()
    {
        var run = ProgramRun.Segment("review", folder, "--out", In("page"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("is no finished training: there is no metrics.json", Flat(run.Error), StringComparison.Ordinal);
        Assert.False(Directory.Exists(In("page")));
    }

    [Fact]
    public void A_name_that_is_no_package_is_told()
    {
        var run = ProgramRun.Segment("review", "nonsuch", "--models", folder);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("There is no package named 'nonsuch'", Flat(run.Error), StringComparison.Ordinal);
    }

    private void Write(string name, int wrong)
    {
        var model = ReviewedModels.Make(name, wrong);
        Directory.CreateDirectory(In(name));
        File.WriteAllBytes(In($"{name}/{name}.emd"), model.Definition.ToJson());
        File.WriteAllBytes(In($"{name}/{TrainingMetrics.FileName}"), model.Metrics.ToJson());
        File.WriteAllBytes(In($"{name}/{TrainingHistory.FileName}"), model.History.ToJson());
    }

    private static string Flat(string text) => text.ReplaceLineEndings(" ");

    private string In(string name) => Path.Combine(folder, name);
}
