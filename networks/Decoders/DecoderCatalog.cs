namespace Segment.Networks.Decoders;

/// <summary>Every decoder the zoo can build; a decoder's name is the network's model type.</summary>
public static class DecoderCatalog
{
    /// <summary>Gets all decoders, sorted by name.</summary>
    public static IReadOnlyList<Decoder> All { get; } =
    [.. new Decoder[] { new UNet() }.OrderBy(d => d.Name, StringComparer.Ordinal)];

    /// <summary>Finds a decoder by name.</summary>
    /// <param name="name">The stable name.</param>
    /// <returns>The decoder.</returns>
    /// <exception cref="ArgumentException">No decoder has that name.</exception>
    public static Decoder Get(string name) =>
        All.FirstOrDefault(d => string.Equals(d.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException(
            $"Unknown model type '{name}'. Known: {string.Join(", ", All.Select(d => d.Name))}.",
            nameof(name)
        );
}
