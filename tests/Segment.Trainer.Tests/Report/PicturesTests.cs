using Segment.Raster.Chips;
using Segment.Trainer.Report;
using Segment.TrainingData.Pages;
using SkiaSharp;

namespace Segment.Trainer.Tests.Report;

public class PicturesTests
{
    private static readonly LandCoverClass[] Classes =
    [
        new(1, "Water", new ClassColor(31, 120, 180)),
        new(2, "Forest", new ClassColor(0, 105, 31)),
    ];

    [Fact]
    public void Equal_histories_give_equal_pictures_and_others_do_not()
    {
        Assert.Equal(LossGraph.Draw(History(0.5)), LossGraph.Draw(History(0.5)));
        Assert.NotEqual(LossGraph.Draw(History(0.5)), LossGraph.Draw(History(0.6)));
        using var picture = SKBitmap.Decode(LossGraph.Draw(History(0.5)));
        Assert.Equal((1000, 640), (picture.Width, picture.Height));
    }

    [Fact]
    public void Text_is_drawn_on_a_machine_without_fonts()
    {
        // The title's line holds ink although no font of the machine is asked.
        using var picture = SKBitmap.Decode(LossGraph.Draw(History(0.5)));
        var ink = Enumerable
            .Range(400, 300)
            .Sum(x => Enumerable.Range(5, 30).Count(y => picture.GetPixel(x, y).Red < 100));
        Assert.InRange(ink, 300, 4000);
        Assert.Equal("DejaVu Sans", ChartFont.Typeface.FamilyName);
    }

    [Fact]
    public void Chips_stand_as_image_truth_and_answer()
    {
        const int side = 8;
        var samples = Enumerable.Range(0, 3 * side * side).Select(i => (float)(i % 64)).ToArray();
        var chip = new Chip(
            side,
            side,
            samples,
            [.. Enumerable.Repeat((byte)0, 32), .. Enumerable.Repeat(byte.MaxValue, 32)]
        );
        var planes = new ChipPlanes([chip], [0, 1, 2]);
        var review = new ModelReview
        {
            Parameters = [],
            Notices = [],
            RateSearch = null,
            ChipBands = planes.Bands,
            Chips = [planes.Pack("000000001", chip, [.. Enumerable.Repeat((byte)1, 64)])],
        };

        var png = ResultsPicture.Draw(review, Classes);

        using var picture = SKBitmap.Decode(png);
        var row = picture.Height - 200;
        var colors = Enumerable.Range(0, picture.Width).Select(x => picture.GetPixel(x, row)).ToHashSet();
        Assert.Contains(new SKColor(31, 120, 180), colors);
        Assert.Contains(new SKColor(0, 105, 31), colors);
        Assert.Equal(png, ResultsPicture.Draw(review, Classes));
    }

    private static TrainingHistory History(double loss) =>
        new()
        {
            Monitor = "valid_loss",
            BestEpoch = 2,
            Epochs =
            [
                new(1, 1, 1, 0.5, 0.4, 0.001, 0.3, 1),
                new(2, loss, loss, 0.5, 0.4, 0.001, 0.3, loss),
                new(3, 0.4, 0.7, 0.5, 0.4, 0.001, 0.3, 0.7),
            ],
        };
}
