namespace Segment.Review.Comparing;

/// <summary>Counts how two maps meet.</summary>
/// <param name="first">Position of the one.</param>
/// <param name="second">Position of the other.</param>
/// <param name="classes">How many classes there are.</param>
internal sealed class PairCounter(int first, int second, int classes)
{
    private readonly long[] counts = new long[classes * classes];

    /// <summary>Makes a counter for every two of several maps.</summary>
    /// <param name="maps">How many maps.</param>
    /// <param name="classes">How many classes.</param>
    /// <returns>The counters.</returns>
    public static PairCounter[] All(int maps, int classes) =>
        [
            .. from a in Enumerable.Range(0, maps)
            from b in Enumerable.Range(a + 1, maps - a - 1)
            select new PairCounter(a, b, classes),
        ];

    /// <summary>Counts a part.</summary>
    /// <param name="maps">The classes of each map, 255 for none.</param>
    /// <param name="length">How many pixels.</param>
    public void Add(byte[][] maps, int length)
    {
        var rows = maps[first].AsSpan(0, length);
        var columns = maps[second].AsSpan(0, length);
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] != byte.MaxValue && columns[i] != byte.MaxValue)
            {
                counts[(rows[i] * classes) + columns[i]]++;
            }
        }
    }

    /// <summary>Gets what was counted.</summary>
    /// <returns>The pair.</returns>
    public MapPair Result()
    {
        var cells = new List<long>();
        for (var i = 0; i < counts.Length; i++)
        {
            if (counts[i] > 0)
            {
                cells.AddRange([i / classes, i % classes, counts[i]]);
            }
        }

        return new MapPair(first, second, cells);
    }
}
