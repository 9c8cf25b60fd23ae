namespace Segment.TrainingData.Splitting;

/// <summary>A number for each pixel of the chips' common grid, in blocks of 64 × 64 that exist where needed.</summary>
/// <typeparam name="T">The number's type.</typeparam>
/// <param name="empty">What a pixel holds that was never set.</param>
internal sealed class PixelGrid<T>(T empty)
    where T : struct
{
    private const int Side = 64;
    private readonly Dictionary<(int Row, int Column), T[]> blocks = [];
    private (int Row, int Column) lastKey;
    private T[]? lastBlock;

    /// <summary>Gets the rows and columns of the blocks, ascending.</summary>
    public IEnumerable<IGrouping<int, int>> Blocks =>
        blocks.Keys.OrderBy(k => k.Row).ThenBy(k => k.Column).GroupBy(k => k.Row, k => k.Column);

    /// <summary>Gets or sets the number of a pixel.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    public T this[int row, int column]
    {
        get => Find(row, column) is { } block ? block[Offset(row, column)] : empty;
        set
        {
            var block = Find(row, column);
            if (block is null)
            {
                block = new T[Side * Side];
                Array.Fill(block, empty);
                blocks.Add(lastKey, block);
                lastBlock = block;
            }

            block[Offset(row, column)] = value;
        }
    }

    /// <summary>Gets one row of a block.</summary>
    /// <param name="blockRow">The block's row.</param>
    /// <param name="blockColumn">The block's column; it exists.</param>
    /// <param name="row">The row inside it, 0–63.</param>
    /// <returns>64 numbers.</returns>
    public ReadOnlySpan<T> Row(int blockRow, int blockColumn, int row) =>
        blocks[(blockRow, blockColumn)].AsSpan(row * Side, Side);

    private static int Offset(int row, int column) => ((row & (Side - 1)) * Side) + (column & (Side - 1));

    private T[]? Find(int row, int column)
    {
        var key = (row >> 6, column >> 6);
        if (key != lastKey || lastBlock is null)
        {
            lastKey = key;
            lastBlock = blocks.GetValueOrDefault(key);
        }

        return lastBlock;
    }
}
