namespace Segment.Raster.Maps;

/// <summary>Draws a scene as people look at it: three bands as red, green and blue, stretched.</summary>
public static class SceneComposite
{
    private const double LowPercentile = 0.02;
    private const double HighPercentile = 0.98;

    /// <summary>Draws three bands, each stretched linearly from its 2nd to its 98th percentile; a pixel where one of them
    /// holds no data is white.</summary>
    /// <param name="source">The scene.</param>
    /// <param name="red">Position of the band shown in red, from 0.</param>
    /// <param name="green">Position of the band shown in green, from 0.</param>
    /// <param name="blue">Position of the band shown in blue, from 0.</param>
    /// <param name="maxSide">The longer side of the picture at most, in pixels; a smaller scene is drawn at its own size.</param>
    /// <returns>The picture: each pixel is the nearest one of the scene.</returns>
    /// <exception cref="Segment.PackageFormat.SegmentDataException">The file cannot be read.</exception>
    /// <exception cref="ArgumentException">A band is not there.</exception>
    public static Picture Render(RasterSource source, int red, int green, int blue, int maxSide)
    {
        var (height, width) = Picture.Fit(source.Grid, maxSide);
        var pixels = height * width;
        var samples = new float[3 * pixels];
        source.ReadScaled(source.Grid.Extent, height, width, [red, green, blue], samples);
        var valid = new byte[pixels];
        var rgb = new byte[3 * pixels];
        SampleFill.Fill(samples, 3, [float.NegativeInfinity, float.NegativeInfinity, float.NegativeInfinity], valid);
        for (var band = 0; band < 3; band++)
        {
            Stretch(samples.AsSpan(band * pixels, pixels), valid, rgb.AsSpan(band));
        }

        return new Picture(height, width, rgb);
    }

    private static void Stretch(ReadOnlySpan<float> samples, ReadOnlySpan<byte> valid, Span<byte> rgb)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted);
        var kept = sorted.AsSpan(sorted.AsSpan().Count(float.NegativeInfinity));
        var low = Percentile(kept, LowPercentile);
        var high = Percentile(kept, HighPercentile);
        var factor = high > low ? 255 / (high - low) : 0;
        for (var i = 0; i < samples.Length; i++)
        {
            rgb[3 * i] = valid[i] == 0 ? byte.MaxValue : Level(samples[i]);
        }

        byte Level(float sample) =>
            factor > 0 ? (byte)Math.Clamp(Math.Round((sample - low) * factor), 0, 255) : (byte)127;
    }

    private static double Percentile(ReadOnlySpan<float> sorted, double part) =>
        sorted.IsEmpty ? 0 : sorted[(int)Math.Round((sorted.Length - 1) * part)];
}
