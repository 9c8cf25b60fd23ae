namespace Segment.Runtime.Assessment;

/// <summary>Keeps a simple random sample of the pixels that pass by, without knowing how many will.</summary>
/// <remarks>Li 1994, algorithm L, <see href="https://doi.org/10.1145/198429.198435"/>: most pixels cost nothing but a
/// count.</remarks>
/// <param name="capacity">The most pixels kept, 1 or more.</param>
/// <param name="random">Where chance comes from.</param>
internal sealed class Reservoir(int capacity, Random random)
{
    private readonly List<long> kept = [];
    private long next;
    private double least = 1;

    /// <summary>Gets the number of pixels that passed.</summary>
    public long Seen { get; private set; }

    /// <summary>Gets the pixels kept, in no useful order.</summary>
    public IReadOnlyList<long> Kept => kept;

    /// <summary>Lets pixels pass.</summary>
    /// <param name="first">Number of the first; the others follow it.</param>
    /// <param name="count">How many.</param>
    public void Offer(long first, int count)
    {
        var end = Seen + count;
        while (kept.Count < capacity && Seen < end)
        {
            kept.Add(first++);
            Seen++;
            if (kept.Count == capacity)
            {
                Skip(Seen);
            }
        }

        while (next < end && kept.Count == capacity)
        {
            kept[random.Next(capacity)] = first + (next - Seen);
            Skip(next + 1);
        }

        Seen = end;
    }

    // Where the next pixel that is kept comes, of those from the given one on.
    private void Skip(long from)
    {
        least *= Math.Exp(Math.Log(1 - random.NextDouble()) / capacity);
        var skipped = Math.Floor(Math.Log(1 - random.NextDouble()) / Math.Log(1 - least));
        next = skipped < long.MaxValue - from - 1 ? from + (long)skipped : long.MaxValue;
    }
}
