using Segment.Trainer.Options;
using Segment.Trainer.Packaging;
using Segment.Trainer.Start;

namespace Segment.Trainer.Tests.Start;

public class BandKernelsTests
{
    // One output, kernels of one pixel: red 3, green 6, blue 12; their mean is 7. Random ones are 100, 101, …
    private static readonly NamedTensor Rgb = new([1, 3, 1, 1], [3, 6, 12]);

    [Theory]
    [InlineData(WeightInitScheme.Auto, "nir,blue,green,red", "5.25,9,4.5,2.25")]
    [InlineData(WeightInitScheme.BandName, "nir,Red,swir,swir2", "5.25,2.25,5.25,5.25")]
    [InlineData(WeightInitScheme.Auto, "B1,B2,B3", "3,6,12")]
    [InlineData(WeightInitScheme.Auto, "blue,green,red", "12,6,3")]
    [InlineData(WeightInitScheme.Auto, "B1,B2,B3,B4,B5,B6", "1.5,3,6,1.5,3,6")]
    [InlineData(WeightInitScheme.Auto, "pan", "21")]
    [InlineData(WeightInitScheme.Repeat, "blue,green,red", "3,6,12")]
    [InlineData(WeightInitScheme.RedBand, "blue,green,red,nir", "9,4.5,2.25,2.25")]
    [InlineData(WeightInitScheme.RedBand, "B1,B2,B3,B4", "2.25,4.5,9,2.25")]
    [InlineData(WeightInitScheme.Random, "B1,B2,B3,B4", "2.25,4.5,9,103")]
    [InlineData(WeightInitScheme.AllRandom, "B1,B2,B3,B4", "100,101,102,103")]
    public void Each_scheme_gives_each_band_its_kernel(WeightInitScheme scheme, string bands, string expected)
    {
        var names = bands.Split(',');
        float[] fresh = [.. Enumerable.Range(100, names.Length)];
        var fitted = new BandKernels(names, scheme).Fit(Rgb, fresh, "x", _ => { });
        Assert.Equal(expected.Split(',').Select(float.Parse), fitted);
    }

    [Fact]
    public void Kernels_with_more_pixels_and_outputs_keep_their_places()
    {
        var published = new NamedTensor([2, 3, 1, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        var fitted = new BandKernels(["blue", "red", "green"], WeightInitScheme.Auto).Fit(
            published,
            new float[12],
            "x",
            _ => { }
        );
        Assert.Equal([5, 6, 1, 2, 3, 4, 11, 12, 7, 8, 9, 10], fitted);
    }

    [Fact]
    public void The_choice_is_told()
    {
        var notices = new List<string>();
        _ = new BandKernels(["Blue", "Green", "Red", "NearInfrared"], WeightInitScheme.Auto).Fit(
            Rgb,
            new float[4],
            "x",
            notices.Add
        );
        _ = new BandKernels(["Band_1", "Band_2", "Band_3", "Band_4"], WeightInitScheme.Random).Fit(
            Rgb,
            new float[4],
            "x",
            notices.Add
        );
        Assert.Equal(
            [
                "The first convolution is fitted to 4 bands (BAND_NAME, chosen by itself): Red from the red kernel; Green from the green "
                    + "kernel; Blue from the blue kernel; NearInfrared from the mean of all three kernels; times 3/4.",
                "The first convolution is fitted to 4 bands (RANDOM): Band_1 from the red kernel; Band_2 from the green kernel; Band_3 from "
                    + "the blue kernel; Band_4 at random; times 3/4.",
            ],
            notices
        );
    }

    [Fact]
    public void Kernels_for_as_many_bands_are_taken_as_they_are_and_others_refused()
    {
        var four = new NamedTensor([1, 4, 1, 1], [1, 2, 3, 4]);
        Assert.Equal(
            [1, 2, 3, 4],
            new BandKernels(["a", "b", "c", "d"], WeightInitScheme.Auto).Fit(four, new float[4], "x", _ => { })
        );
        var error = Assert.Throws<SegmentDataException>(() =>
            new BandKernels(["a", "b"], WeightInitScheme.Auto).Fit(four, new float[2], "x", _ => { })
        );
        Assert.Equal(
            "The first convolution of x reads 4 bands, and the network 2 (a, b): only one of red, green and blue can be fitted to other bands. "
                + "Give --weight-init-scheme ALL_RANDOM to start it at random.",
            error.Message
        );
    }
}
