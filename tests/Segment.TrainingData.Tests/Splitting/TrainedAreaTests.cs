using Segment.Raster;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Tests.Splitting;

public sealed class TrainedAreaTests
{
    private static readonly GeoTransform Transform = new(300000, 10, 0, 9100000, 0, -10);

    [Fact]
    public void The_area_holds_what_trains_and_validates_and_nothing_of_the_test()
    {
        var plan = Plan(ToySplits.Chips(32, 16, 256, (row, column) => ToySplits.Patches(row, column, 3, 6)));
        var split = plan.Apply();

        var area = TrainedArea.Of(Transform, "", plan)!;

        var held = Pixels(area);
        var trained = split.Training.SelectMany(c => Labelled(plan, c, plan.Drawn[c].Labels));
        var validated = split.Validation.SelectMany(v => Labelled(plan, v.Chip, v.Labels));
        var tested = split.Test.SelectMany(t => Labelled(plan, t.Chip, t.Labels)).ToList();
        Assert.NotEmpty(tested);
        Assert.Equal(trained.Concat(validated).Distinct().Order(), held.Order());
        Assert.Empty(tested.Intersect(held));
        Assert.Empty(area.Problems());
        Assert.Equal([300000, 10, 0, 9100000, 0, -10], area.Transform);
    }

    [Fact]
    public void It_is_the_same_when_it_is_read_back()
    {
        var plan = Plan(ToySplits.Chips(32, 32, 128, (row, column) => ToySplits.Patches(row, column, 1, 3)));
        var split = plan.ToDocument([.. plan.Drawn.Select((_, i) => $"{i}")]) with
        {
            Area = TrainedArea.Of(Transform, "", plan),
        };

        var again = TrainingSplit.FromJson(split.ToJson());

        Assert.Equal(split.Area!.Rows, again.Area!.Rows);
        Assert.Equal(split.ToJson(), again.ToJson());
        var without = (split with { Area = null }).ToJson();
        Assert.DoesNotContain("area", System.Text.Encoding.UTF8.GetString(without), StringComparison.Ordinal);
        Assert.Null(TrainingSplit.FromJson(without).Area);
    }

    [Fact]
    public void Rows_that_are_not_written_so_are_refused()
    {
        var plan = Plan(ToySplits.Chips(32, 32, 128, (row, column) => ToySplits.Patches(row, column, 1, 3)));
        var split = plan.ToDocument([.. plan.Drawn.Select((_, i) => $"{i}")]) with
        {
            Area = TrainedArea.Of(Transform, "", plan)! with { Rows = ["3 4+5", "5 7-2"] },
        };

        var thrown = Assert.Throws<SegmentDataException>(() => TrainingSplit.FromJson(split.ToJson()));

        Assert.Contains(
            "A row of the training area is '5 7-2'; rows are written like '268 30+9 52+4'.",
            thrown.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Chips_without_a_place_have_no_area()
    {
        var chips = ToySplits.Chips(32, 32, 128, (row, column) => ToySplits.Patches(row, column, 1, 3));
        var plan = Plan([.. chips.Select(c => c with { Position = null })]);

        Assert.Null(TrainedArea.Of(Transform, "", plan));
    }

    private static SplitPlan Plan(List<LabelledChip> chips) =>
        SplitPlanner.Plan(
            chips,
            ToySplits.Classes,
            new SplitOptions
            {
                Seed = 5,
                TestPercentage = 15,
                Polygons = true,
            },
            _ => { }
        );

    private static HashSet<(int, int)> Pixels(TrainingArea area) =>
        [
            .. area.Runs()
                .SelectMany(run => Enumerable.Range(run.Column, run.Length).Select(column => (run.Row, column))),
        ];

    private static IEnumerable<(int, int)> Labelled(SplitPlan plan, int chip, byte[] labels)
    {
        var (place, width) = (plan.Drawn[chip].Position!.Value, plan.Drawn[chip].Width);
        return labels
            .Index()
            .Where(l => l.Item != 255)
            .Select(l => (place.Row + (l.Index / width), place.Column + (l.Index % width)));
    }
}
