namespace Segment.Cli.Tests;

public sealed class UsageTests
{
    public static TheoryData<string> Commands =>
        [
            "demo",
            "chips",
            "plan",
            "plan",
            "classify",
            "assess",
            "assess report",
            "assess sample",
            "review",
            "models",
            "models list",
            "models show",
            "models verify",
            "models convert",
        ];

    [Fact]
    public void Without_words_the_help_shows_the_three_steps()
    {
        var run = ProgramRun.Segment();

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("segment chips ", run.Output, StringComparison.Ordinal);
        Assert.Contains("segment train ", run.Output, StringComparison.Ordinal);
        Assert.Contains("segment classify ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_help(string command)
    {
        var run = ProgramRun.Segment([.. command.Split(' '), "--help"]);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"segment {command}", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Fact]
    public void An_unknown_word_is_answered_with_the_nearest_known_one()
    {
        var run = ProgramRun.Segment("clasify");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "'segment' does not know the word 'clasify'. Did you mean 'classify'?\n'segment --help' lists what there is.\n",
            run.Error
        );
    }

    [Fact]
    public void An_unknown_option_is_answered_with_the_nearest_known_one()
    {
        var run = ProgramRun.Segment("classify", "--tilesize=64");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(
            "'segment classify' does not know the option '--tilesize=64'. Did you mean '--tile-size'?\n",
            run.Error,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void All_missing_options_are_named_at_once()
    {
        var run = ProgramRun.Segment("chips");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            "Option '--scene' is required.\nOption '--out' is required.\n'segment chips --help' lists what there is.\n",
            run.Error
        );
    }

    [Fact]
    public void Auto_can_be_said_as_well_as_left_out()
    {
        string[] auto = ["--tile-size", "auto", "--padding", "auto", "--batch-size", "auto", "--memory-limit", "auto"];
        var run = ProgramRun.Segment(["classify", "--model", "none", "--scene", "s", "--out", "o.tif", .. auto]);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("'none'", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--tile-size", "big", "--tile-size is 'big': give 'auto' or a whole number.")]
    [InlineData(
        "--memory-limit",
        "much",
        "--memory-limit is 'much': give 'auto' or a whole number with MB or GB, such as 700MB."
    )]
    [InlineData("--padding", "-4", "--padding is '-4': give 'auto' or a whole number.")]
    [InlineData("--device", "gpu", "--device is 'gpu': give auto, cpu or cuda.")]
    public void A_value_of_the_wrong_kind_is_answered_with_what_is_allowed(string option, string value, string message)
    {
        var run = ProgramRun.Segment("classify", "--model", "m", "--scene", "s", "--out", "o.tif", option, value);

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }
}
