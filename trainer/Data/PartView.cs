using System.Numerics.Tensors;
using Segment.Trainer.Data.Storage;

namespace Segment.Trainer.Data;

/// <summary>
/// Shows parts of chips as a network sees them: varied, and normalised by the graph's formula, 0 where there is no data. Moved pixels
/// are interpolated bilinearly, and the picture is mirrored at the chip's edges; a label is that of the nearest pixel, and
/// <em>ignore</em> outside the chip. One view is used by one thread.
/// </summary>
internal sealed class PartView
{
    private const byte Ignore = byte.MaxValue;

    private readonly ChipStore images;
    private readonly NormalizationEstimate estimate;
    private readonly int bands;

    // One row of each: centre, factor and sum of every band, pixel after pixel.
    private readonly float[] centers;
    private readonly float[] gains;
    private readonly float[] shifts;
    private float[] buffer = [];
    private float[] wide = [];

    /// <summary>Makes a view.</summary>
    /// <param name="images">The images.</param>
    /// <param name="estimate">Which bands, and how they are normalised.</param>
    /// <param name="height">Rows of the parts.</param>
    /// <param name="width">Columns of the parts.</param>
    public PartView(ChipStore images, NormalizationEstimate estimate, int height, int width)
    {
        (this.images, this.estimate, Height, Width) = (images, estimate, height, width);
        bands = estimate.Bands.Count;
        (centers, gains, shifts) = (new float[width * bands], new float[width * bands], new float[width * bands]);
        Tile(centers, b => (float)estimate.Normalization.Center[b]);
    }

    /// <summary>Gets the rows of the parts.</summary>
    public int Height { get; }

    /// <summary>Gets the columns of the parts.</summary>
    public int Width { get; }

    /// <summary>Shows a part's image.</summary>
    /// <param name="place">The chip, and the part's first row and column.</param>
    /// <param name="variation">How it is varied.</param>
    /// <param name="shown">(H, W, bands), filled.</param>
    public void Image((int Chip, int Row, int Column) place, Variation variation, Span<float> shown)
    {
        if (variation.Geometry is { } map)
        {
            Move(place, variation.Orientation.ToMap().Then(map), shown);
        }
        else
        {
            Turn(place, variation.Orientation, shown);
        }

        Tile(gains, b => (float)((variation.Gain?[b] ?? 1) / estimate.Normalization.Scale[b]));
        if (variation.Shift is { } sums)
        {
            Tile(shifts, b => sums[b]);
        }

        for (var row = 0; row < Height; row++)
        {
            var line = shown.Slice(row * centers.Length, centers.Length);
            TensorPrimitives.Subtract(line, centers, line);
            TensorPrimitives.Multiply(line, gains, line);
            if (variation.Shift is not null)
            {
                TensorPrimitives.Add(line, shifts, line);
            }

            if (!images.IsWhole(place.Chip))
            {
                line.Replace(float.NaN, 0);
            }
        }
    }

    /// <summary>Shows a part's labels.</summary>
    /// <param name="labels">The chip's labels.</param>
    /// <param name="place">The chip, and the part's first row and column.</param>
    /// <param name="variation">How it is varied.</param>
    /// <param name="shown">(H, W), filled.</param>
    public void Labels(byte[] labels, (int Chip, int Row, int Column) place, Variation variation, Span<byte> shown)
    {
        if (variation.Geometry is not { } geometry)
        {
            for (var i = 0; i < shown.Length; i++)
            {
                var (row, column) = variation.Orientation.Source(i / Width, i % Width, Height, Width);
                shown[i] = labels[((row + place.Row) * images.Width) + column + place.Column];
            }

            return;
        }

        var map = variation.Orientation.ToMap().Then(geometry);
        for (var i = 0; i < shown.Length; i++)
        {
            var (y, x) = Source(place, map, i / Width, i % Width);
            var (row, column) = ((int)Math.Round(y), (int)Math.Round(x));
            var inside = (uint)row < images.Height && (uint)column < images.Width;
            shown[i] = inside ? labels[(row * images.Width) + column] : Ignore;
        }
    }

    private void Turn((int Chip, int Row, int Column) place, Orientation orientation, Span<float> shown)
    {
        if (orientation == default)
        {
            Read(place.Chip, (place.Row, place.Column, Height, Width), shown);
            return;
        }

        Grow(ref buffer, shown.Length);
        Read(place.Chip, (place.Row, place.Column, Height, Width), buffer.AsSpan(0, shown.Length));
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                var (r, c) = orientation.Source(row, column, Height, Width);
                buffer.AsSpan(((r * Width) + c) * bands, bands).CopyTo(shown[(((row * Width) + column) * bands)..]);
            }
        }
    }

    private void Move((int Chip, int Row, int Column) place, LinearMap map, Span<float> shown)
    {
        var window = Seen(place, map);
        var size = window.Height * window.Width * bands;
        Grow(ref buffer, size);
        Read(place.Chip, window, buffer.AsSpan(0, size));
        var pixels = new PixelBlend(buffer, window.Height, window.Width, bands, !images.IsWhole(place.Chip));
        for (var row = 0; row < Height; row++)
        {
            for (var column = 0; column < Width; column++)
            {
                var (y, x) = Source(place, map, row, column);
                y = Mirror(y, images.Height) - window.Row;
                x = Mirror(x, images.Width) - window.Column;
                pixels.At(y, x, shown.Slice(((row * Width) + column) * bands, bands));
            }
        }
    }

    private (double Row, double Column) Source(
        (int Chip, int Row, int Column) place,
        LinearMap map,
        int row,
        int column
    )
    {
        var (middleRow, middleColumn) = ((Height - 1) / 2.0, (Width - 1) / 2.0);
        var (r, c) = map.At(row - middleRow, column - middleColumn);
        return (place.Row + middleRow + r, place.Column + middleColumn + c);
    }

    /// <summary>The part of the chip that is looked at: what is mirrored at an edge lies as near to it inside, so within the bounds.</summary>
    private (int Row, int Column, int Height, int Width) Seen((int Chip, int Row, int Column) place, LinearMap map)
    {
        var corners = new[] { (0, 0), (0, Width - 1), (Height - 1, 0), (Height - 1, Width - 1) }
            .Select(c => Source(place, map, c.Item1, c.Item2))
            .ToList();
        var (top, bottom) = Bounds(corners.Min(c => c.Row), corners.Max(c => c.Row), images.Height);
        var (left, right) = Bounds(corners.Min(c => c.Column), corners.Max(c => c.Column), images.Width);
        return (top, left, bottom - top + 1, right - left + 1);
    }

    private static (int First, int Last) Bounds(double least, double most, int size)
    {
        // Where the chip is passed on one side by more than its size, it is mirrored to and fro.
        var all = least < -(size - 1) || most > 2 * (size - 1);
        var (first, last) = all
            ? (0, size - 1)
            : (
                Math.Max(0, (int)Math.Floor(Math.Min(least, Mirror(most, size)))),
                Math.Min(size - 1, (int)Math.Ceiling(Math.Max(most, Mirror(least, size))))
            );
        return (Math.Min(first, size - 1), Math.Max(last, 0));
    }

    /// <summary>Mirrors a place at the middles of the first and last pixel.</summary>
    private static double Mirror(double place, int size)
    {
        var period = 2.0 * Math.Max(1, size - 1);
        place = Math.Abs(place) % period;
        return Math.Min(place, period - place) is var inside && size > 1 ? inside : 0;
    }

    private void Read(int chip, (int Row, int Column, int Height, int Width) window, Span<float> samples)
    {
        var all = estimate.Bands.Count == images.Bands;
        var count = window.Width * images.Bands;
        if (!all)
        {
            Grow(ref wide, count);
        }

        for (var r = 0; r < window.Height; r++)
        {
            var line = samples.Slice(r * window.Width * bands, window.Width * bands);
            var read = all ? line : wide.AsSpan(0, count);
            images.ReadPixels(chip, window.Row + r, window.Column, read);
            for (var i = 0; !all && i < line.Length; i++)
            {
                line[i] = read[(i / bands * images.Bands) + estimate.Bands[i % bands]];
            }
        }
    }

    private void Tile(float[] row, Func<int, float> value)
    {
        for (var b = 0; b < bands; b++)
        {
            row[b] = value(b);
        }

        for (var filled = bands; filled < row.Length; filled *= 2)
        {
            row.AsSpan(0, Math.Min(filled, row.Length - filled)).CopyTo(row.AsSpan(filled));
        }
    }

    private static void Grow(ref float[] array, int length)
    {
        if (array.Length < length)
        {
            array = new float[length];
        }
    }
}
