namespace Segment.Trainer.Data;

/// <summary>Which chips an epoch's steps see, where they are cut, and by which random numbers they are varied. The same seed gives the same plan.</summary>
internal static class EpochPlan
{
    /// <summary>
    /// The fewest steps of an epoch. With fewer chips an epoch passes over them several times, each time cut and turned
    /// anew, so that a given number of epochs trains small and large sets alike.
    /// </summary>
    public const int MinimumSteps = 25;

    private const byte Ignore = byte.MaxValue;

    /// <summary>Plans one epoch of training.</summary>
    /// <param name="data">The training chips.</param>
    /// <param name="height">Rows that a step sees of a chip.</param>
    /// <param name="width">Columns that a step sees of a chip.</param>
    /// <param name="batchSize">Chips of a step; every batch is full.</param>
    /// <param name="seed">The training's seed.</param>
    /// <param name="epoch">Number of the epoch, from 1.</param>
    /// <returns>The items of each step.</returns>
    public static IReadOnlyList<BatchItem[]> Training(
        ChipDataset data,
        int height,
        int width,
        int batchSize,
        int seed,
        int epoch
    )
    {
        var random = new Random(HashCode(seed, epoch));
        var steps = Steps(data.Count, batchSize);
        var order = new List<int>();
        while (order.Count < steps * batchSize)
        {
            var pass = Enumerable.Range(0, data.Count).ToArray();
            random.Shuffle(pass);
            order.AddRange(pass);
        }

        return
        [
            .. order
                .Take(steps * batchSize)
                .Select(
                    (chip, item) =>
                    {
                        var key = ItemRandom.Key(seed, epoch, item);
                        var (row, column) = Place(data, chip, height, width, key);
                        return new BatchItem(chip, row, column, key);
                    }
                )
                .Chunk(batchSize),
        ];
    }

    /// <summary>Plans the validation: whole chips in order.</summary>
    /// <param name="data">The validation chips.</param>
    /// <param name="batchSize">Most chips of a batch.</param>
    /// <returns>The items of each batch.</returns>
    public static IReadOnlyList<BatchItem[]> Validation(ChipDataset data, int batchSize) =>
        [.. Enumerable.Range(0, data.Count).Select(c => new BatchItem(c)).Chunk(batchSize)];

    /// <summary>Counts the steps of an epoch.</summary>
    /// <param name="chips">Training chips.</param>
    /// <param name="batchSize">Chips of a step.</param>
    /// <returns>Enough to see every chip, and at least <see cref="MinimumSteps"/>.</returns>
    public static int Steps(int chips, int batchSize) => Math.Max(MinimumSteps, (chips + batchSize - 1) / batchSize);

    // System.HashCode differs from process to process.
    private static int HashCode(int seed, int epoch) => unchecked((seed * 486_187_739) + epoch);

    /// <summary>A random part that holds a random labelled pixel of the chip.</summary>
    private static (int Row, int Column) Place(ChipDataset data, int chip, int height, int width, ulong key)
    {
        if (height == data.Height && width == data.Width)
        {
            return (0, 0);
        }

        var random = new ItemRandom(~key);
        var labels = data.Labels(chip);
        var wanted = random.Next(labels.Length - labels.AsSpan().Count(Ignore));
        var pixel = -1;
        for (var seen = -1; seen < wanted; )
        {
            seen += labels[++pixel] == Ignore ? 0 : 1;
        }

        return (
            Math.Clamp((pixel / data.Width) - random.Next(height), 0, data.Height - height),
            Math.Clamp((pixel % data.Width) - random.Next(width), 0, data.Width - width)
        );
    }
}
