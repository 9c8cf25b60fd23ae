namespace Segment.Raster;

/// <summary>Makes samples fit for a network: no sample stays without a number, and a pixel says whether it is valid.</summary>
public static class SampleFill
{
    /// <summary>Replaces every sample that is NaN or infinite by its band's centre, and marks the pixels concerned.</summary>
    /// <param name="samples">(bands, H, W), changed in place.</param>
    /// <param name="bands">Number of bands.</param>
    /// <param name="center">One number a band: what the network's normalisation turns into 0.</param>
    /// <param name="valid">One byte a pixel (H, W): 1 where all bands held a finite number, else 0.</param>
    /// <exception cref="ArgumentException">The lengths do not fit together.</exception>
    public static void Fill(Span<float> samples, int bands, ReadOnlySpan<float> center, Span<byte> valid) =>
        throw new NotSupportedException();
}
