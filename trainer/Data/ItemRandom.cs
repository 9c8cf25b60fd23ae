namespace Segment.Trainer.Data;

/// <summary>The random numbers of one item of an epoch: a function of seed, epoch and item alone, so that an epoch can be repeated
/// or begun in its middle, and its items made by any thread in any order.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood 2014, <see href="https://doi.org/10.1145/2660193.2660195"/>).</remarks>
internal struct ItemRandom
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;
    private ulong state;

    /// <summary>Begins with the numbers of a key.</summary>
    /// <param name="key">What <see cref="Key"/> gave.</param>
    public ItemRandom(ulong key) => state = key;

    /// <summary>Gets the key of an item.</summary>
    /// <param name="seed">The training's seed.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <param name="item">Number of the item in the epoch.</param>
    /// <returns>The key.</returns>
    public static ulong Key(int seed, int epoch, int item) =>
        unchecked(Mix(Mix(Mix((ulong)seed + Step) + (ulong)epoch + Step) + (ulong)item + Step));

    /// <summary>Draws a number.</summary>
    /// <returns>At least 0, less than 1, all equally likely.</returns>
    public double Next() => (Draw() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a whole number.</summary>
    /// <param name="count">How many there are to draw from.</param>
    /// <returns>At least 0, less than <paramref name="count"/>.</returns>
    public int Next(int count) => (int)(Next() * count);

    private ulong Draw() => Mix(state = unchecked(state + Step));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }
    }
}
