namespace Segment.Review.Comparing;

/// <summary>Cuts a layer that comes row by row into tiles, at its own size and at a half, a quarter … of it.</summary>
internal sealed class TilePyramid
{
    private readonly string id;
    private readonly TileReduction reduction;
    private readonly TileStore store;
    private readonly List<Level> levels = [];

    /// <summary>Begins a layer.</summary>
    /// <param name="id">The name of its tiles.</param>
    /// <param name="height">Rows of the layer.</param>
    /// <param name="width">Columns of the layer.</param>
    /// <param name="reduction">How four pixels become one.</param>
    /// <param name="store">Where the tiles go.</param>
    public TilePyramid(string id, int height, int width, TileReduction reduction, TileStore store)
    {
        (this.id, this.reduction, this.store) = (id, reduction, store);
        foreach (var (rows, columns) in Sizes(height, width))
        {
            levels.Add(new Level(rows, columns, new byte[Math.Min(rows, TileStore.Size) * columns]));
        }
    }

    /// <summary>Gets how many levels a layer has: the last one fits into one tile.</summary>
    /// <param name="height">Rows of the layer.</param>
    /// <param name="width">Columns of the layer.</param>
    /// <returns>At least 1.</returns>
    public static int Levels(int height, int width) => Sizes(height, width).Count();

    /// <summary>Adds rows.</summary>
    /// <param name="rows">(H, W), below those that came before.</param>
    public void Add(ReadOnlySpan<byte> rows) => Add(0, rows);

    private void Add(int index, ReadOnlySpan<byte> rows)
    {
        var level = levels[index];
        while (!rows.IsEmpty)
        {
            var room = level.Strip.Length - (level.Filled * level.Width);
            var taken = rows[..Math.Min(room, rows.Length)];
            taken.CopyTo(level.Strip.AsSpan(level.Filled * level.Width));
            level.Filled += taken.Length / level.Width;
            rows = rows[taken.Length..];
            if (level.Filled == TileStore.Size || level.Done + level.Filled == level.Height)
            {
                Flush(index, level);
            }
        }
    }

    private void Flush(int index, Level level)
    {
        var strip = level.Strip.AsSpan(0, level.Filled * level.Width);
        for (var left = 0; left < level.Width; left += TileStore.Size)
        {
            var width = Math.Min(TileStore.Size, level.Width - left);
            var tile = new byte[level.Filled * width];
            for (var row = 0; row < level.Filled; row++)
            {
                strip.Slice((row * level.Width) + left, width).CopyTo(tile.AsSpan(row * width));
            }

            var key = new TileKey(id, index, level.Done / TileStore.Size, left / TileStore.Size);
            store.Add(key, tile, reduction == TileReduction.Mean ? width : 0);
        }

        level.Done += level.Filled;
        if (index + 1 < levels.Count)
        {
            Add(index + 1, Halve(strip, level.Filled, level.Width));
        }

        level.Filled = 0;
    }

    private byte[] Halve(ReadOnlySpan<byte> rows, int height, int width)
    {
        var (halfHeight, halfWidth) = ((height + 1) / 2, (width + 1) / 2);
        var half = new byte[halfHeight * halfWidth];
        for (var row = 0; row < halfHeight; row++)
        {
            var upper = rows.Slice(2 * row * width, width);
            var lower = (2 * row) + 1 < height ? rows.Slice(((2 * row) + 1) * width, width) : upper;
            var target = half.AsSpan(row * halfWidth, halfWidth);
            for (var column = 0; column < halfWidth; column++)
            {
                var (left, right) = (2 * column, Math.Min((2 * column) + 1, width - 1));
                target[column] =
                    reduction == TileReduction.Mean
                        ? Mean(upper[left], upper[right], lower[left], lower[right])
                        : Commonest(upper[left], upper[right], lower[left], lower[right]);
            }
        }

        return half;
    }

    private static byte Commonest(byte a, byte b, byte c, byte d) =>
        a == b || a == c || a == d ? a
        : b == c || b == d ? b
        : c == d ? c
        : Math.Min(a, b);

    // 0 is no data, and takes no part.
    private static byte Mean(byte a, byte b, byte c, byte d)
    {
        if (a != 0 && b != 0 && c != 0 && d != 0)
        {
            return (byte)((a + b + c + d + 2) >> 2);
        }

        var count = (a == 0 ? 0 : 1) + (b == 0 ? 0 : 1) + (c == 0 ? 0 : 1) + (d == 0 ? 0 : 1);
        return (byte)(count == 0 ? 0 : (a + b + c + d + (count / 2)) / count);
    }

    private static IEnumerable<(int Height, int Width)> Sizes(int height, int width)
    {
        yield return (height, width);
        while (Math.Max(height, width) > TileStore.Size)
        {
            (height, width) = ((height + 1) / 2, (width + 1) / 2);
            yield return (height, width);
        }
    }

    private sealed record Level(int Height, int Width, byte[] Strip)
    {
        public int Filled { get; set; }

        public int Done { get; set; }
    }
}
