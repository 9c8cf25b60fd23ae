using Segment.Tests;
using Segment.TrainingData.Reviewing;

namespace Segment.TrainingData.Tests.Reviewing;

public sealed class ModelComparisonTests
{
    [Fact]
    public void The_best_F1_of_a_class_wins_and_equal_ones_share_it()
    {
        var comparison = ModelComparison.On(
            SplitPart.Validation,
            [ReviewedModels.Make("a", wrong: 12), ReviewedModels.Make("b", wrong: 4)]
        )!;

        Assert.True(comparison.SamePixels);
        Assert.Equal(["Water", "Forest", "Bare soil <b>"], comparison.Classes.Select(c => c.Class.Name));
        Assert.Equal([1], comparison.Classes[0].Winners);
        Assert.Equal([1], comparison.Classes[1].Winners);
        Assert.Equal([0, 1], comparison.Classes[2].Winners);
    }

    [Fact]
    public void Models_on_other_pixels_are_told_apart()
    {
        var comparison = ModelComparison.On(
            SplitPart.Test,
            [ReviewedModels.Make("a"), ReviewedModels.Make("b", water: 31)]
        )!;

        Assert.False(comparison.SamePixels);
    }

    [Fact]
    public void A_class_of_one_model_alone_has_no_winner()
    {
        var other = ReviewedModels.Make("b");
        var renamed = other with
        {
            Metrics = other.Metrics with
            {
                Classes = [.. other.Metrics.Classes.Select(c => c.Value == 1 ? c with { Name = "Sea" } : c)],
            },
            Definition = other.Definition with
            {
                Classes = [.. other.Definition.Classes.Select(c => c.Value == 1 ? c with { Name = "Sea" } : c)],
            },
        };

        var comparison = ModelComparison.On(SplitPart.Validation, [ReviewedModels.Make("a"), renamed])!;

        Assert.Equal(["Water", "Forest", "Bare soil <b>", "Sea"], comparison.Classes.Select(c => c.Class.Name));
        Assert.Empty(comparison.Classes[0].Winners);
        Assert.Null(comparison.Classes[0].Scores[1]);
        Assert.Empty(comparison.Classes[3].Winners);
        Assert.False(comparison.SamePixels);
    }

    [Fact]
    public void Without_test_pixels_in_every_model_nothing_is_compared_on_them()
    {
        var without = ReviewedModels.Make("a");
        without = without with { Metrics = without.Metrics with { Test = null } };

        Assert.Null(ModelComparison.On(SplitPart.Test, [without, ReviewedModels.Make("b")]));
    }
}
