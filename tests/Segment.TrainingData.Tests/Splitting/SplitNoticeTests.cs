using Segment.Raster;
using Segment.TrainingData.Splitting;
using static Segment.TrainingData.Tests.Splitting.ToySplits;

namespace Segment.TrainingData.Tests.Splitting;

/// <summary>What a split tells, and what it refuses.</summary>
public sealed class SplitNoticeTests
{
    [Fact]
    public void With_few_polygons_of_a_class_nothing_is_held_out_for_a_test_and_that_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(16, 8, 350, (r, c) => Polygons(r, c) is 2 && r > 50 ? (byte)255 : Polygons(r, c));
        var split = SplitPlanner.Plan(chips, Classes, new SplitOptions { Polygons = true }, notices.Add).Apply();
        Assert.Empty(split.Test);
        Assert.Equal(
            "No test part is held out, because of 'Town' (2) there are fewer than 5 separate regions. Draw more of them, or give --test-percentage to "
                + "hold some out all the same.",
            notices[0]
        );
    }

    [Fact]
    public void A_split_that_is_not_there_is_refused()
    {
        var chips = Chips(16, 16, 160, (r, c) => (byte)((r / 16) % 3));
        var error = Assert.Throws<SegmentDataException>(() =>
            SplitPlanner.Plan(chips, Classes, new SplitOptions { Method = SplitMethod.Given }, _ => { })
        );
        Assert.StartsWith(
            "--split given takes the split that a chips folder brings",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_line_that_proves_it_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        var split = Plan(chips, 1, 0, notices.Add);
        Assert.Equal([split.Line], notices);
        Assert.Matches(
            @"^Split by space, in \d+ blocks of \d+ px: \d+ chips train, \d+ validate \([\d.]+ % of the labelled pixels\), \d+ between them are left out\. "
                + @"No validation pixel lies in a training chip; the nearest training chip is \d+ px away\.$",
            split.Line
        );
    }

    [Fact]
    public void Chips_without_a_place_are_split_whole_and_the_doubt_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(16, 16, 160, (r, c) => (byte)((r / 16) % 3)).ConvertAll(c => c with { Position = null });
        var split = Plan(chips, 1, 0, notices.Add);
        Assert.StartsWith(
            "100 of 100 chips have no place on a common grid, so whole chips are held out",
            notices[0],
            StringComparison.Ordinal
        );
        Assert.Equal(0, split.Proof.DroppedChips);
        Assert.InRange(split.Validation.Count, 5, 15);
        Assert.All(split.Validation, v => Assert.Equal(chips[v.Chip].Labels, v.Labels));
    }

    [Fact]
    public void A_class_that_cannot_be_on_both_sides_trains_and_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(16, 8, 160, (r, c) => r < 4 && c < 4 ? (byte)2 : (byte)(c / 40 % 2));
        var split = Plan(chips, 1, 0, notices.Add);
        Assert.True(split.LabelledPixels[2] > 0);
        Assert.Contains(
            "The class 'Town' (value 5) has no validation pixel, so its scores are not known: add polygons of it in other places.",
            notices
        );
    }

    [Fact]
    public void One_class_is_refused()
    {
        var error = Assert.Throws<SegmentDataException>(() => Plan(Chips(16, 8, 64, (_, _) => 1), 1, 0, _ => { }));
        Assert.Equal(
            "All labelled pixels are 'Forest' (value 2), and a network learns by telling at least two classes apart. Add polygons of another class "
                + "and cut the chips again.",
            error.Message
        );
    }

    [Fact]
    public void Chips_in_one_place_are_refused_with_the_remedy()
    {
        var chips = Chips(16, 16, 16, (r, c) => (byte)((r + c) % 2));
        var error = Assert.Throws<SegmentDataException>(() => Plan([.. chips, .. chips], 1, 0, _ => { }));
        Assert.Equal(
            "The 2 chips with labels cannot be split into a training and a validation part that share no pixel and both hold what is to be learned: "
                + "they are too few, or overlap too much. Add polygons in other places of the scene, or cut the chips again with a smaller --tile-size or "
                + "--stride.",
            error.Message
        );
    }

    [Fact]
    public void A_validation_part_that_is_far_too_small_is_told()
    {
        // Two chips that share all but four columns, and nearly all labels lie in what they share.
        var notices = new List<string>();
        static byte Label(int row, int column) =>
            (row, column) switch
            {
                (_, > 5 and < 14) => 1,
                (0, 1 or 18) => 0,
                (0, 2 or 17) => 1,
                _ => 255,
            };
        static LabelledChip Chip(int start) =>
            new(
                new PixelWindow(0, start, 16, 16),
                16,
                16,
                [.. Enumerable.Range(0, 256).Select(i => Label(i / 16, start + (i % 16)))]
            );
        var split = Plan([Chip(0), Chip(4)], 1, 0, notices.Add);
        Assert.Contains(
            $"Only {split.ValidationShare * 100:0.#} % of the labelled pixels could be held out for validation instead of 10 %, because the chips overlap too much or the "
                + "labels lie too close together: the validation figures are uncertain.",
            notices
        );
    }
}
