namespace Segment.Networks.Decoders;

/// <summary>Every decoder the zoo can build; a decoder's name is the network's model type.</summary>
public static class DecoderCatalog
{
    /// <summary>Gets all decoders, sorted by name.</summary>
    public static IReadOnlyList<Decoder> All { get; } =
    [
        .. new Decoder[]
        {
            new DeepLabV3(),
            new DeepLabV3Plus(),
            new Fpn(),
            new PspNet(PyramidPooling.DefaultSizes),
            new PspUNet(PyramidPooling.DefaultSizes),
            new UNet(),
            new UPerNet(PyramidPooling.DefaultSizes),
        }.OrderBy(d => d.Name, StringComparer.Ordinal),
    ];

    /// <summary>Finds a decoder by name.</summary>
    /// <param name="name">Its name; case, hyphens and spaces do not matter.</param>
    /// <returns>The decoder, or null where there is none of that name.</returns>
    public static Decoder? Find(string name)
    {
        var wanted = NetworkName.Normalize(name);
        return All.FirstOrDefault(d => string.Equals(d.Name, wanted, StringComparison.Ordinal));
    }

    /// <summary>Gets a decoder by name.</summary>
    /// <param name="name">Its name, as for <see cref="Find"/>.</param>
    /// <returns>The decoder.</returns>
    /// <exception cref="ArgumentException">No decoder has that name.</exception>
    public static Decoder Get(string name) =>
        Find(name)
        ?? throw new ArgumentException(
            $"Unknown model type '{name}'. Known: {string.Join(", ", All.Select(d => d.Name))}.",
            nameof(name)
        );
}
