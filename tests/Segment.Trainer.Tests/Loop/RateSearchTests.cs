using Segment.Trainer.Loop.RateSearch;
using Segment.Trainer.Options;

namespace Segment.Trainer.Tests.Loop;

public class RateSearchTests
{
    private const int Steps = 100;
    private static readonly double[] Rates =
    [
        .. Enumerable.Range(0, Steps).Select(i => Math.Pow(10, -6 + (6.0 * i / (Steps - 1)))),
    ];

    [Theory]
    [InlineData(-4)]
    [InlineData(-3)]
    [InlineData(-2.5)]
    public void The_middle_of_the_fall_is_chosen(double middle)
    {
        var curve = RateValley.Choose(Rates, Losses(middle, 0, 1));
        Assert.InRange(Math.Log10(curve.Chosen!.Value), middle - 0.25, middle + 0.25);
    }

    [Fact]
    public void Noise_moves_the_choice_by_less_than_a_factor_of_three()
    {
        var plain = RateValley.Choose(Rates, Losses(-3, 0, 1)).Chosen!.Value;
        for (var seed = 0; seed < 300; seed++)
        {
            var noisy = RateValley.Choose(Rates, Losses(-3, 0.15, seed)).Chosen!.Value;
            Assert.InRange(noisy, plain / 3, plain * 3);
        }
    }

    [Fact]
    public void A_loss_that_never_falls_gives_no_rate_and_the_sentence_says_what_is_taken()
    {
        var random = new Random(1);
        var curve = RateValley.Choose(Rates, [.. Rates.Select(_ => 1.5 + (0.02 * random.NextDouble()))]);
        Assert.Null(curve.Chosen);
        Assert.Contains(
            "never fell beyond its noise. The rate by rule is taken, 0.002.",
            curve.Explain(0.002),
            StringComparison.Ordinal
        );
        Assert.Null(RateValley.Choose(Rates[..5], [1, 1, 1, 1, 1]).Chosen);
    }

    [Fact]
    public void Single_batches_do_not_end_the_search_and_losses_that_keep_growing_do()
    {
        double[] lucky = [1, 1.1, 0.1, 1, 1.1, 0.9, 5, 1];
        Assert.All(Enumerable.Range(1, lucky.Length), count => Assert.False(RateValley.HasDiverged(lucky[..count])));
        Assert.True(RateValley.HasDiverged([.. lucky, 3, 5, 9, 20, 40]));
    }

    [Theory]
    [InlineData("auto", "auto")]
    [InlineData("find", "find")]
    [InlineData("0.001", "0.001")]
    [InlineData("1e-4,1e-3", "0.0001,0.001")]
    [InlineData("fast", null)]
    [InlineData("1,2,3", null)]
    [InlineData("1e-4,", null)]
    public void The_command_line_is_read(string text, string? choice) =>
        Assert.Equal(choice, LearningRateChoice.Parse(text)?.ToString());

    [Fact]
    public void A_slice_that_goes_down_is_refused() =>
        Assert.Equal(
            "--learning-rate goes from 0.01 to 0.001: the first number is the rate of the first layers, above 0 and at most the second "
                + "one, such as 1e-4,1e-3.",
            Assert.Single(new LearningRateChoice(0.001, 0.01).Problems())
        );

    [Fact]
    public void A_training_finds_its_rate_draws_the_curve_and_explains_the_choice()
    {
        using var folder = new TestFolder();
        var notices = new List<string>();
        var result = TrainingRun.Train(
            new TrainOptions
            {
                Chips = ToyScene.Cut(folder),
                RunFolder = folder["toy"],
                BackboneModel = "light",
                MaxEpochs = 1,
                Device = TrainingDevice.Cpu,
                Schedule = new() { LearningRate = LearningRateChoice.Search, TensorBoard = folder["board"] },
            },
            new SilentProgress(),
            notices.Add,
            default
        );
        var curve = RateCurve.FromJson(File.ReadAllBytes(folder["toy/learning_rate.json"]));
        Assert.InRange(curve.Chosen!.Value, 1e-4, 0.1);
        Assert.StartsWith("<?xml", File.ReadAllText(folder["toy/learning_rate.svg"]), StringComparison.Ordinal);
        Assert.Contains(notices, n => n.StartsWith("The search for the learning rate took ", StringComparison.Ordinal));
        Assert.Contains(
            $"\"chosen\":{curve.Chosen:R},",
            File.ReadAllText(result.ReportPath),
            StringComparison.OrdinalIgnoreCase
        );
        Assert.Single(Directory.GetFiles(folder["board"], "*tfevents*"));
        using var package = ModelPackage.Open(result.PackagePath);
        Assert.Equal(curve.Chosen.Value, package.Definition.Training.LearningRate);
    }

    /// <summary>A loss that falls around one rate and rises beyond 0.1, with noise.</summary>
    private static double[] Losses(double middle, double noise, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Rates.Select(r =>
            {
                var x = Math.Log10(r);
                var normal =
                    Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                return 1.6 - (1.2 / (1 + Math.Exp(-4 * (x - middle)))) + Math.Max(0, 4 * (x + 1.2)) + (noise * normal);
            }),
        ];
    }
}
