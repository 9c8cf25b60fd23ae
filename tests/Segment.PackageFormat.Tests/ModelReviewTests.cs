namespace Segment.PackageFormat.Tests;

public sealed class ModelReviewTests
{
    [Fact]
    public void A_file_read_back_says_the_same()
    {
        var read = ModelReview.FromJson(Samples.Review.ToJson());

        Assert.Equal(Samples.Review.ToJson(), read.ToJson());
        Assert.Equal(Samples.Review.Chips[0].Planes, read.Chips[0].Planes);
        Assert.Equal(Math.Sqrt(1e-4 * 1e-3), read.RateSearch!.Chosen!.Value, 12);
    }

    [Fact]
    public void The_keys_are_those_of_the_documentation()
    {
        using var json = System.Text.Json.JsonDocument.Parse(Samples.Review.ToJson());

        Assert.Equal(
            "schemaVersion parameters notices rateSearch chipBands chips",
            string.Join(' ', json.RootElement.EnumerateObject().Select(p => p.Name))
        );
        Assert.Equal(
            "name accuracy pixels height width step planes",
            string.Join(' ', json.RootElement.GetProperty("chips")[0].EnumerateObject().Select(p => p.Name))
        );
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var chip = Samples.Review.Chips[0];
        var review = Samples.Review with
        {
            RateSearch = Samples.Review.RateSearch! with { Losses = [1, 2] },
            ChipBands = [new(-1, 5, 4), new(1, 0, 1)],
            Chips =
            [
                chip with
                {
                    Name = "a",
                    Accuracy = 1.5,
                },
                chip with
                {
                    Name = "b",
                    Height = 129,
                },
                chip with
                {
                    Name = "c",
                    Planes = Samples.GreyPng(height: 8, width: 4),
                },
                chip with
                {
                    Name = "d",
                    Planes = [.. "<svg onload=alert(1)>"u8, .. new byte[40]],
                },
            ],
        };

        Assert.Equal(
            [
                "The rate search has 3 rates, 2 losses and 3 smoothed losses; as many of each are needed.",
                "A band of the review's chips has a position below 0, or limits that are no ascending numbers.",
                "Chip 'a' of the review has an accuracy of 1.5 on 12 pixels with a step of 1, which is not possible.",
                "Chip 'b' of the review has 2 bands of 129 x 3 px; 1–12 bands with sides of 1–128 px are allowed.",
                "The picture of chip 'c' of the review is no PNG of 8-bit grey values with 4 planes of 2 x 3 px.",
                "The picture of chip 'd' of the review is no PNG of 8-bit grey values with 4 planes of 2 x 3 px.",
            ],
            review.Problems()
        );
    }

    [Fact]
    public void A_package_shows_no_band_that_it_does_not_have()
    {
        using var folder = new TemporaryFolder();
        var review = Samples.Review with { ChipBands = [new(0, 0, 1), new(2, 0, 1)] };

        var error = Assert.Throws<SegmentDataException>(() =>
            ModelPackage.Write(folder["a.dlpk"], Samples.Contents with { Review = review })
        );

        Assert.Contains(
            "review.json shows a band beyond the 2 bands of the definition.",
            error.Message,
            StringComparison.Ordinal
        );
    }
}
