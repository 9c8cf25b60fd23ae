namespace Segment.Networks;

/// <summary>How the names of model types and backbones are compared.</summary>
internal static class NetworkName
{
    /// <summary>
    /// Brings a name to the catalogs' spelling: lower case, without hyphens and spaces, <c>+</c> as <c>plus</c>. So
    /// <c>RESNET34</c>, <c>U-Net</c> and <c>DeepLabV3+</c> are known.
    /// </summary>
    /// <param name="name">Any name.</param>
    /// <returns>The name to look up.</returns>
    public static string Normalize(string name) =>
        name.ToLowerInvariant()
            .Replace("-", string.Empty, StringComparison.Ordinal)
            .Replace(" ", string.Empty, StringComparison.Ordinal)
            .Replace("+", "plus", StringComparison.Ordinal);
}
