using Segment.Raster.Chips;
using Segment.Tests;
using Segment.TrainingData.Pages;
using Segment.TrainingData.Reviewing;

namespace Segment.TrainingData.Tests.Reviewing;

public sealed class ReviewPageTests
{
    [Fact]
    public void Equal_models_give_equal_pages() =>
        Assert.Equal(ReviewPage.Render([ReviewedModels.Make()]), ReviewPage.Render([ReviewedModels.Make()]));

    [Fact]
    public void Names_of_classes_cannot_leave_the_data() =>
        Assert.DoesNotContain("soil <b>", ReviewPage.Render([ReviewedModels.Make()]), StringComparison.Ordinal);

    [Fact]
    public void Models_of_one_name_are_told_apart() =>
        Assert.Equal(
            ["run 4404293e (1)", "run 4404293e (2)", "other"],
            ReviewPage.Labels([ReviewedModels.Make("run"), ReviewedModels.Make("run"), ReviewedModels.Make("other")])
        );

    [Fact]
    public void Ten_models_with_large_chips_stay_under_fifteen_megabytes()
    {
        var random = new Random(1);
        var chip = new Chip(
            256,
            256,
            [.. Enumerable.Range(0, 12 * 256 * 256).Select(_ => random.NextSingle())],
            new byte[256 * 256]
        );
        var planes = new ChipPlanes([chip], [.. Enumerable.Range(0, 12)]);
        var packed = planes.Pack("000000001", chip, new byte[256 * 256]);
        var model = ReviewedModels.Make();
        var large = model with
        {
            Review = model.Review! with { ChipBands = planes.Bands, Chips = [.. Enumerable.Repeat(packed, 8)] },
            Definition = model.Definition with
            {
                Bands = [.. Enumerable.Range(0, 12).Select(b => new BandDefinition(b, $"B{b}", PixelType.Float32))],
                Normalization = new Normalization(new double[12], [.. Enumerable.Repeat(1.0, 12)]),
            },
        };

        Assert.Equal((128, 128, 2), (packed.Height, packed.Width, packed.Step));
        Assert.InRange(ReviewPage.Render([.. Enumerable.Repeat(large, 10)]).Length, 1_000_000, 15_000_000);
    }

    [Fact]
    public void A_chip_is_packed_with_the_score_of_its_labels()
    {
        var (chip, answer) = ReviewedModels.Chip(0);
        chip.Samples[5] = float.NaN;

        var packed = new ChipPlanes([chip], [0, 3]).Pack("a", chip, answer);

        Assert.Equal((5 / 6.0, 72), (packed.Accuracy, packed.Pixels));
        Assert.Equal((12, 12, 1), (packed.Height, packed.Width, packed.Step));
    }

    [Fact]
    public void Of_very_many_bands_some_are_kept_evenly()
    {
        var chip = new Chip(8, 8, new float[64 * 64], new byte[64]);

        var bands = new ChipPlanes([chip], [.. Enumerable.Range(0, 64)]).Bands;

        Assert.Equal([0, 5, 11, 17, 22, 28, 34, 40, 45, 51, 57, 63], bands.Select(b => b.Band));
    }
}
