namespace Segment.Review.Comparing;

/// <summary>Counts at each pixel how many maps are not of the commonest class.</summary>
/// <param name="maps">How many maps there are; at least 2.</param>
internal sealed class DisagreementCounter(int maps)
{
    private readonly long[] counts = new long[maps];

    /// <summary>Gets the pixels by the number of maps that differ.</summary>
    public IReadOnlyList<long> Counts => counts;

    /// <summary>Compares a part.</summary>
    /// <param name="classes">The classes of each map, 255 for none.</param>
    /// <param name="levels">Filled with the levels that tiles hold (<see cref="Disagreement"/>).</param>
    public void Add(byte[][] classes, Span<byte> levels)
    {
        Span<byte> values = stackalloc byte[maps];
        for (var i = 0; i < levels.Length; i++)
        {
            var held = 0;
            for (var map = 0; map < maps; map++)
            {
                if (classes[map][i] != byte.MaxValue)
                {
                    values[held++] = classes[map][i];
                }
            }

            if (held < 2)
            {
                levels[i] = 0;
                continue;
            }

            var differing = held - Commonest(values[..held]);
            counts[differing]++;
            levels[i] = (byte)(1 + (254 * differing / (maps - 1)));
        }
    }

    private static int Commonest(ReadOnlySpan<byte> values)
    {
        // Nearly everywhere the first one is.
        var most = values.Count(values[0]);
        for (var i = 1; i < values.Length && most <= values.Length - i; i++)
        {
            most = Math.Max(most, values[i..].Count(values[i]));
        }

        return most;
    }
}
