namespace Segment.Raster.Tests;

public sealed class SampleFillTests
{
    [Fact]
    public void Samples_without_data_become_the_centre_and_their_pixels_invalid()
    {
        var sample = Gen.OneOf(
            Gen.Single[-1000, 1000],
            Gen.Const(float.NaN),
            Gen.Const(float.PositiveInfinity),
            Gen.Const(float.NegativeInfinity),
            Gen.Const(float.MaxValue),
            Gen.Const(float.Epsilon)
        );
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 70])
            .SelectMany((bands, pixels) => sample.Array[bands * pixels].Select(samples => (bands, pixels, samples)))
            .Sample(
                (bands, pixels, samples) =>
                {
                    var center = Enumerable.Range(0, bands).Select(b => 10f + b).ToArray();
                    var filled = (float[])samples.Clone();
                    var valid = new byte[pixels];
                    SampleFill.Fill(filled, bands, center, valid);

                    Assert.Equal(samples.Select((s, i) => float.IsFinite(s) ? s : center[i / pixels]), filled);
                    Assert.Equal(
                        Enumerable
                            .Range(0, pixels)
                            .Select(p => Enumerable.Range(0, bands).All(b => float.IsFinite(samples[(b * pixels) + p])))
                            .Select(all => (byte)(all ? 1 : 0)),
                        valid
                    );
                },
                iter: 500,
                threads: 1
            );
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused() =>
        Assert.Throws<ArgumentException>(() => SampleFill.Fill(new float[6], 2, [0f, 0f], new byte[4]));
}
