using Segment.TrainingData.Splitting;
using static Segment.TrainingData.Tests.Splitting.ToySplits;

namespace Segment.TrainingData.Tests.Splitting;

/// <summary>Cross-validation: every polygon is tested on in one fold, and trained on in no chip of that fold.</summary>
public sealed class TestFoldTests
{
    private const int Tile = 12;

    private static readonly List<LabelledChip> Scene = Chips(Tile, 6, 240, Label);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Each_labelled_pixel_is_tested_on_in_one_fold(int count)
    {
        var folds = Enumerable.Range(1, count).Select(k => Split(new TestFold(k, count))).ToList();

        var tested = new HashSet<(int, int)>();
        foreach (var chip in folds.SelectMany(f => f.Test))
        {
            var window = Scene[chip.Chip].Position!.Value;
            for (var i = 0; i < chip.Labels.Length; i++)
            {
                Assert.True(chip.Labels[i] == 255 || tested.Add((window.Row + (i / Tile), window.Column + (i % Tile))));
            }
        }

        var all =
            from row in Enumerable.Range(0, 240)
            from column in Enumerable.Range(0, 240)
            where Label(row, column) != 255
            select (row, column);
        Assert.Equal([.. all], tested);
        Assert.All(folds, f => Assert.Equal(0, f.Proof.SharedPixels));
    }

    [Fact]
    public void Each_fold_tests_on_a_like_share_of_every_class()
    {
        var folds = Enumerable.Range(1, 4).Select(k => Split(new TestFold(k, 4))).ToList();

        for (var c = 0; c < Classes.Count; c++)
        {
            var pixels = folds.ConvertAll(f => f.TestPixels[c]);
            Assert.InRange(pixels.Min(), pixels.Max() / 2, pixels.Max());
        }
    }

    [Theory]
    [InlineData("1/2", true)]
    [InlineData("5/5", true)]
    [InlineData("0/5", false)]
    [InlineData("6/5", false)]
    [InlineData("1/1", false)]
    [InlineData("1/21", false)]
    [InlineData("1", false)]
    [InlineData("a/b", false)]
    [InlineData("-1/5", false)]
    public void A_fold_is_its_number_and_how_many_there_are(string text, bool sound) =>
        Assert.Equal(sound ? text : null, TestFold.Parse(text)?.ToString());

    [Fact]
    public void A_fold_and_a_share_contradict_each_other()
    {
        var options = new SplitOptions
        {
            TestFold = new TestFold(1, 2),
            TestPercentage = 10,
            Method = SplitMethod.Random,
        };

        Assert.Equal(2, options.Problems().Count());
    }

    private static ChipSplit Split(TestFold fold) =>
        SplitPlanner.Plan(Scene, Classes, new SplitOptions { TestFold = fold, Polygons = true }, _ => { }).Apply();

    /// <summary>Squares of 8 px, 24 px apart, of three classes in turn.</summary>
    private static byte Label(int row, int column) =>
        row % 24 < 8 && column % 24 < 8 ? (byte)(((row / 24) + (column / 24)) % 3) : (byte)255;
}
