using Segment.Trainer.AutoDl;

namespace Segment.Trainer.Tests.AutoDl;

/// <summary>Who goes on, and how the time is shared.</summary>
public sealed class RoundsTests
{
    private static readonly AutoDlOptions Basic = new()
    {
        Training = new TrainOptions { Chips = "chips", RunFolder = "run" },
        TotalTimeLimit = TimeSpan.FromSeconds(900),
    };

    private static readonly AutoDlOptions Advanced = Basic with { Mode = AutoDlMode.Advanced };

    [Fact]
    public void The_first_round_tries_each_model_type_and_the_smallest_network_first()
    {
        var first = new Rounds(Basic, 64).Candidates(1, []);

        Assert.Equal(new Candidate("unet", "light", 64), first[0]);
        Assert.Equal(
            ["deeplabv3", "deeplabv3plus", "fpn", "pspnet", "pspnet_unet", "unet", "upernet"],
            first.Skip(1).Select(c => c.ModelType).Order()
        );
        Assert.Equal(
            [new Candidate("fpn", "resnet18", 64)],
            new Rounds(Basic with { Networks = ["fpn"] }, 64).Candidates(1, [])
        );
    }

    [Fact]
    public void A_third_goes_on_with_whole_and_half_chips_by_mean_IoU()
    {
        var trials = Scored(
            1,
            ("unet", "light", 0.5),
            ("unet", "resnet18", 0.9),
            ("fpn", "resnet18", 0.8),
            ("pspnet", "resnet18", 0.1)
        );
        var rounds = new Rounds(Basic, 64);

        var second = rounds.Candidates(2, trials);

        Assert.Equal(
            [
                new Candidate("unet", "resnet18", 64),
                new Candidate("unet", "resnet18", 32),
                new Candidate("fpn", "resnet18", 64),
                new Candidate("fpn", "resnet18", 32),
            ],
            second
        );
        Assert.Equal([new Candidate("fpn", "resnet18", 64)], rounds.Candidates(3, Scored(2, ("fpn", "resnet18", 0.9))));
    }

    [Fact]
    public void Chips_that_would_be_too_small_are_not_halved() =>
        Assert.Equal(
            [new Candidate("unet", "light", 24)],
            new Rounds(Basic, 24).Candidates(2, Scored(1, 24, ("unet", "light", 0.5)))
        );

    [Fact]
    public void The_advanced_mode_tries_more_backbones_of_the_two_best_model_types()
    {
        var trials = Scored(
            1,
            ("unet", "light", 0.7),
            ("unet", "resnet18", 0.9),
            ("fpn", "resnet18", 0.8),
            ("pspnet", "resnet18", 0.1)
        );

        var second = new Rounds(Advanced, 64).Candidates(2, trials);

        Assert.Equal(["fpn", "unet"], second.Select(c => c.ModelType).Distinct().Order());
        Assert.True(second.Count(c => c.ModelType == "unet") > 3);
        Assert.Equal(second.Count, second.Distinct().Count());
    }

    [Fact]
    public void What_was_not_scored_does_not_go_on()
    {
        Trial slow = new()
        {
            Round = 1,
            Candidate = new Candidate("unet", "light", 64),
            End = TrialEnd.TooSlow,
            MeanIoU = 1,
        };

        Assert.Empty(new Rounds(Basic, 64).Candidates(2, [slow]));
    }

    [Theory]
    [InlineData(1, 0, 300)]
    [InlineData(2, 300, 600)]
    [InlineData(2, 100, 500)]
    [InlineData(3, 500, 900)]
    public void What_a_round_leaves_goes_to_the_next_ones(int round, double used, double end) =>
        Assert.Equal(end, new Rounds(Basic, 64).EndSeconds(round, used), 6);

    [Fact]
    public void The_advanced_mode_gives_half_the_time_to_the_first_round() =>
        Assert.Equal(450, new Rounds(Advanced, 64).EndSeconds(1, 0), 6);

    [Fact]
    public void Options_report_all_their_problems()
    {
        var options = Basic with { TotalTimeLimit = TimeSpan.FromSeconds(5), Networks = ["unett"] };

        Assert.Collection(
            options.Problems(),
            p => Assert.StartsWith("--total-time-limit is 5 s", p, StringComparison.Ordinal),
            p => Assert.Contains("unet", p, StringComparison.Ordinal)
        );
    }

    private static List<Trial> Scored(int round, params (string Type, string Backbone, double MeanIoU)[] trials) =>
        Scored(round, 64, trials);

    private static List<Trial> Scored(
        int round,
        int side,
        params (string Type, string Backbone, double MeanIoU)[] trials
    ) =>
        [
            .. trials.Select(t => new Trial
            {
                Round = round,
                Candidate = new Candidate(t.Type, t.Backbone, side),
                End = TrialEnd.Scored,
                MeanIoU = t.MeanIoU,
            }),
        ];
}
