using System.Numerics;

namespace Segment.Trainer.Data;

/// <summary>Reads a picture between its pixels, bilinearly. Where one of the four pixels around lacks data in a band, the nearest one
/// is taken as it is.</summary>
/// <param name="pixels">(height, width, bands); NaN = no data.</param>
/// <param name="height">Rows.</param>
/// <param name="width">Columns.</param>
/// <param name="bands">Bands.</param>
/// <param name="gaps">Whether there may be samples without data.</param>
internal readonly struct PixelBlend(float[] pixels, int height, int width, int bands, bool gaps)
{
    /// <summary>Reads a place.</summary>
    /// <param name="row">Row, from 0 to the last one's number.</param>
    /// <param name="column">Column, from 0 to the last one's number.</param>
    /// <param name="samples">One for each band, filled.</param>
    public void At(double row, double column, Span<float> samples)
    {
        var (r, c) = (Math.Clamp((int)row, 0, height - 1), Math.Clamp((int)column, 0, width - 1));
        var (below, right) = (Math.Min(r + 1, height - 1), Math.Min(c + 1, width - 1));
        var (down, over) = ((float)(row - r), (float)(column - c));
        var a = Pixel(r, c);
        var b = Pixel(r, right);
        var d = Pixel(below, c);
        var e = Pixel(below, right);
        var (wa, wb) = ((1 - down) * (1 - over), (1 - down) * over);
        var (wd, we) = (down * (1 - over), down * over);
        var i = 0;
        for (; i <= bands - Vector<float>.Count; i += Vector<float>.Count)
        {
            var sum =
                (new Vector<float>(a[i..]) * wa)
                + (new Vector<float>(b[i..]) * wb)
                + (new Vector<float>(d[i..]) * wd)
                + (new Vector<float>(e[i..]) * we);
            sum.CopyTo(samples[i..]);
        }

        for (; i < bands; i++)
        {
            samples[i] = (a[i] * wa) + (b[i] * wb) + (d[i] * wd) + (e[i] * we);
        }

        if (gaps)
        {
            FillFromNearest(Pixel(down < 0.5f ? r : below, over < 0.5f ? c : right), samples);
        }
    }

    private static void FillFromNearest(ReadOnlySpan<float> nearest, Span<float> samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            samples[i] = float.IsNaN(samples[i]) ? nearest[i] : samples[i];
        }
    }

    private ReadOnlySpan<float> Pixel(int row, int column) => pixels.AsSpan(((row * width) + column) * bands, bands);
}
