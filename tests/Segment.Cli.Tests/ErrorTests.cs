namespace Segment.Cli.Tests;

public sealed class ErrorTests
{
    [Fact]
    public void A_scene_that_does_not_exist_is_bad_data()
    {
        var run = ProgramRun.Segment("chips", "--scene", "nowhere.tif", "--labels", "l.gpkg", "--out", "never-written");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("nowhere.tif", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists("never-written"));
    }

    [Fact]
    public void Training_where_the_trainer_is_not_installed_says_where_it_is()
    {
        var run = ProgramRun.Segment("train", "--chips", "c", "--out", "r");

        Assert.Equal(4, run.ExitCode);
        Assert.StartsWith("Training is not installed here", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_there_is_answered_with_those_that_are()
    {
        var run = ProgramRun.Segment("models", "show", "no-such-model");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("no-such-model", run.Error, StringComparison.Ordinal);
    }
}
