using System.Buffers;

namespace Segment.Raster;

/// <summary>Reads windows that may leave the raster: beyond the border the raster is mirrored.</summary>
/// <remarks>The mirror lies on the centre of the border pixel, which is not repeated (… 2 1 | 0 1 2 …), as PyTorch's
/// <c>ReflectionPad2d</c> and NumPy's <c>pad(mode="reflect")</c> have it; far overshoots are mirrored again and again.</remarks>
public static class ReflectedWindow
{
    /// <summary>Reads a window; samples without data are NaN.</summary>
    /// <param name="source">The raster.</param>
    /// <param name="window">Rows and columns, in part or wholly outside the raster if need be.</param>
    /// <param name="bands">Positions of the bands to read, from 0.</param>
    /// <param name="samples">Filled with (bands, H, W); exactly that long.</param>
    /// <exception cref="Segment.PackageFormat.SegmentDataException">The file cannot be read there.</exception>
    /// <exception cref="ArgumentException">A band is not there, or the length is wrong.</exception>
    public static void Read(RasterSource source, PixelWindow window, ReadOnlySpan<int> bands, Span<float> samples)
    {
        if (samples.Length != bands.Length * window.Area)
        {
            throw new ArgumentException(
                $"{samples.Length} samples do not hold {bands.Length} bands of {window}.",
                nameof(samples)
            );
        }

        if (window.Intersect(source.Reach) == window || samples.IsEmpty)
        {
            source.Read(window, bands, samples);
            return;
        }

        var rows = Indices(window.Row, window.Height, source.Reach.Row, source.Reach.Height);
        var columns = Indices(window.Column, window.Width, source.Reach.Column, source.Reach.Width);
        var inside = new PixelWindow(rows.Min(), columns.Min(), 0, 0);
        inside = inside with { Height = rows.Max() - inside.Row + 1, Width = columns.Max() - inside.Column + 1 };
        var length = checked((int)(bands.Length * inside.Area));
        var buffer = ArrayPool<float>.Shared.Rent(length);
        try
        {
            source.Read(inside, bands, buffer.AsSpan(0, length));
            Scatter(buffer, inside, rows, columns, bands.Length, samples);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    /// <summary>Mirrors an index into 0 … length − 1.</summary>
    /// <param name="index">Any index.</param>
    /// <param name="length">Number of rows or columns, at least 1.</param>
    /// <returns>The index inside.</returns>
    internal static int Reflect(int index, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        var period = 2L * (length - 1);
        var phase = ((index % period) + period) % period;
        return (int)Math.Min(phase, period - phase);
    }

    private static int[] Indices(int first, int count, int start, int length)
    {
        var indices = new int[count];
        for (var i = 0; i < count; i++)
        {
            indices[i] = start + Reflect(first + i - start, length);
        }

        return indices;
    }

    private static void Scatter(
        float[] buffer,
        PixelWindow inside,
        int[] rows,
        int[] columns,
        int bands,
        Span<float> samples
    )
    {
        var target = 0;
        for (var band = 0; band < bands; band++)
        {
            foreach (var row in rows)
            {
                var start = ((band * inside.Height) + row - inside.Row) * inside.Width;
                var line = buffer.AsSpan(start, inside.Width);
                foreach (var column in columns)
                {
                    samples[target++] = line[column - inside.Column];
                }
            }
        }
    }
}
