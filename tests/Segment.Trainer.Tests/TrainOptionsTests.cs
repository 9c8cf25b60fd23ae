namespace Segment.Trainer.Tests;

public class TrainOptionsTests
{
    private static readonly TrainOptions Sound = new() { Chips = "chips", RunFolder = "runs/belize" };

    [Fact]
    public void The_defaults_have_no_problems_and_take_the_folders_name()
    {
        Assert.Empty(Sound.Problems());
        Assert.Equal("belize", Sound.ModelName);
        Assert.Equal("belize", (Sound with { RunFolder = "runs/belize/" }).ModelName);
        Assert.Equal("b2", (Sound with { Name = "b2" }).ModelName);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var options = Sound with
        {
            Chips = " ",
            MaxEpochs = 0,
            BatchSize = 1,
            ChipSize = 7,
            Schedule = new() { LearningRate = 1.5 },
            ValidationPercentage = 60,
        };
        Assert.Equal(
            [
                "--chips is empty (' '): give a folder.",
                "--max-epochs is 0: give 1 to 10000.",
                "--batch-size is 1: give 2 to 1024 chips; batch normalisation needs more than one.",
                "--chip-size is 7: give at least 8 pixels, or leave it out to train on whole chips.",
                "--validation-percentage is 60: give 1 to 50 per cent of the labelled pixels.",
                "--learning-rate is 1.5: give a number above 0 and up to 1, such as 0.001, or 'auto'.",
            ],
            options.Problems()
        );
    }

    [Fact]
    public void A_mistyped_network_is_answered_with_the_nearest_one()
    {
        var options = Sound with { ModelType = "uent", BackboneModel = "resnet19" };
        Assert.Collection(
            options.Problems(),
            p =>
                Assert.StartsWith(
                    "--model-type 'uent' is unknown. Did you mean 'unet'? Known: deeplabv3,",
                    p,
                    StringComparison.Ordinal
                ),
            p =>
                Assert.StartsWith(
                    "--backbone-model 'resnet19' is unknown. Did you mean 'resnet18'? Known: convnext_tiny,",
                    p,
                    StringComparison.Ordinal
                )
        );
        Assert.Empty((Sound with { ModelType = "U-Net", BackboneModel = "RESNET34" }).Problems());
    }

    [Fact]
    public void A_name_that_cannot_be_a_file_is_refused()
    {
        var problem = Assert.Single((Sound with { Name = "../x" }).Problems());
        Assert.StartsWith("--name: The model name '../x' is not allowed", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_learning_rate_that_is_no_positive_number_is_refused(double rate) =>
        Assert.Single((Sound with { Schedule = new() { LearningRate = rate } }).Problems());
}
