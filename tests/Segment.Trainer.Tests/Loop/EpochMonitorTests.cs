using Segment.Trainer.Loop;
using Segment.Trainer.Loop.Monitoring;
using Segment.Trainer.Options;

namespace Segment.Trainer.Tests.Loop;

public class EpochMonitorTests
{
    private static readonly MonitorMetric Accuracy = MonitorCatalog.All.First(m => m.Name == "accuracy");

    [Fact]
    public void The_deciding_figure_says_which_epoch_is_better()
    {
        var loss = EpochMonitor.Default;
        var accuracy = new EpochMonitor(Accuracy);
        Assert.True(loss.IsBetter(Epoch(2, 0.4, loss: 0.4), Epoch(1, 0.5, loss: 0.5)));
        Assert.False(accuracy.IsBetter(Epoch(2, 0.4), Epoch(1, 0.5)));
        Assert.True(accuracy.IsBetter(Epoch(2, 0.6, loss: 3), Epoch(1, 0.5, loss: 1)));
    }

    [Fact]
    public void Where_the_figure_ties_the_lower_loss_decides_and_then_the_earlier_epoch()
    {
        var accuracy = new EpochMonitor(Accuracy);
        Assert.True(accuracy.IsBetter(Epoch(2, 0.5, loss: 0.9), Epoch(1, 0.5, loss: 1)));
        Assert.False(accuracy.IsBetter(Epoch(2, 0.5, loss: 1), Epoch(1, 0.5, loss: 1)));
        Assert.False(accuracy.IsBetter(Epoch(2, 0.5, loss: 1.1), Epoch(1, 0.5, loss: 1)));
    }

    [Theory]
    [InlineData(0, new[] { 0.5, 0.6, 0.7 }, 0)]
    [InlineData(0, new[] { 0.5, 0.6, 0.6 }, 1)]
    [InlineData(0, new[] { 0.5, 0.4, 0.3 }, 2)]
    [InlineData(0.05, new[] { 0.5, 0.53, 0.54 }, 2)]
    [InlineData(0.05, new[] { 0.5, 0.53, 0.56 }, 0)]
    [InlineData(0.05, new[] { 0.5, 0.6, 0.62, 0.64 }, 2)]
    public void Only_a_gain_above_the_minimum_change_is_progress(double minChange, double[] values, int waited) =>
        Assert.Equal(
            waited,
            new EpochMonitor(Accuracy, minChange).Waited([.. values.Select((v, i) => Epoch(i + 1, v))])
        );

    [Fact]
    public void A_class_is_named_by_its_name_or_value()
    {
        IReadOnlyList<LandCoverClass> classes = [.. Toy.Classes, new(3, "1", default)];
        Assert.Equal("f1:Water", MonitorCatalog.Find("f1:Water", classes).Name);
        Assert.Equal("f1:Water", MonitorCatalog.Find("f1:water", classes).Name);
        Assert.Equal("f1:1", MonitorCatalog.Find("f1:1", classes).Name);
        Assert.Equal("f1:Forest <dense>", MonitorCatalog.Find("f1:2", classes).Name);
        var matrix = ConfusionMatrix.FromRows([
            [3, 1],
            [0, 4],
        ]);
        Assert.Equal(6.0 / 7, MonitorCatalog.Find("f1:Water", Toy.Classes).Value(new Evaluation(1, matrix)));
        Assert.Equal(
            "--monitor-metric 'f1:Watr' is unknown. Did you mean 'f1:Water'? Known: valid_loss, accuracy, dice, miou, f1:Water, f1:Forest <dense>.",
            Assert.Throws<SegmentDataException>(() => MonitorCatalog.Find("f1:Watr", Toy.Classes)).Message
        );
    }

    [Fact]
    public void A_class_that_is_not_validated_is_told_before_training()
    {
        using var data = Toy.Data(3, 16, 8, 96);

        var split = data.Split with
        {
            Parts =
            [
                .. data.Split.Parts.Select((p, i) => i == (int)SplitPart.Validation ? p with { Pixels = [9, 0] } : p),
            ],
        };
        var options = new ObjectiveOptions { MonitorMetric = "f1:2" };
        Assert.Equal(
            "--monitor-metric f1:Forest <dense> cannot be measured: no validation pixel is of this class. Take another metric, such as miou, a larger "
                + "--validation-percentage, or more polygons of the class.",
            Assert.Throws<SegmentDataException>(() => Objective.For(options, Toy.Classes, split, 1)).Message
        );
        Assert.Equal(
            "f1:Water",
            Objective.For(options with { MonitorMetric = "f1:1" }, Toy.Classes, split, 1).Monitor.Metric.Name
        );
    }

    [Fact]
    public void Options_tell_all_their_problems_at_once() =>
        Assert.Equal(
            [
                "--loss 'focl' is unknown. Did you mean 'focal'? Known: cross-entropy, focal, dice.",
                "--dice-loss-average 'mean' is unknown. Known: micro, macro, weighted.",
                "--dice-loss-fraction is NaN: give 0 to 1, such as 0.5.",
                "--label-smoothing is 1: give 0 or more and less than 1, such as 0.1.",
                "--monitor-metric 'iou' is unknown. Did you mean 'miou'? Known: valid_loss, accuracy, dice, miou, f1:CLASS.",
                "--patience is 0: give 1 or more epochs, or 'auto'; --stop-training false trains all epochs.",
                "--min-change is -1: give 0 or more, such as 0.001.",
            ],
            new ObjectiveOptions
            {
                Loss = "focl",
                DiceLossAverage = "mean",
                DiceLossFraction = double.NaN,
                LabelSmoothing = 1,
                MonitorMetric = "iou",
                Patience = 0,
                MinChange = -1,
            }.Problems()
        );

    private static EpochRecord Epoch(int epoch, double monitored, double loss = 1) =>
        new(epoch, 1, loss, 0.5, 0.5, 0.1, 0.5, monitored);
}
