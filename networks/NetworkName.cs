namespace Segment.Networks;

/// <summary>How the names of model types and backbones are compared.</summary>
internal static class NetworkName
{
    private const string TimmPrefix = "timm:";

    // timm's own names of networks that the catalog has: same layers, same shapes.
    private static readonly Dictionary<string, string> Timm = new(StringComparer.Ordinal)
    {
        ["mobilenetv2_100"] = "mobilenet_v2",
        ["mobilenetv3_large_100"] = "mobilenet_v3_large",
        ["mobilenetv3_rw"] = "mobilenet_v3_large",
    };

    /// <summary>
    /// Brings a name to the catalogs' spelling: lower case, without hyphens and spaces, <c>+</c> as <c>plus</c>; a name
    /// of timm's as ours. So <c>RESNET34</c>, <c>U-Net</c>, <c>DeepLabV3+</c> and <c>timm:mobilenetv3_rw</c> are known.
    /// </summary>
    /// <param name="name">Any name.</param>
    /// <returns>The name to look up.</returns>
    public static string Normalize(string name)
    {
        var plain = name.ToLowerInvariant()
            .Replace("-", string.Empty, StringComparison.Ordinal)
            .Replace(" ", string.Empty, StringComparison.Ordinal)
            .Replace("+", "plus", StringComparison.Ordinal);
        if (!plain.StartsWith(TimmPrefix, StringComparison.Ordinal))
        {
            return plain;
        }

        plain = plain[TimmPrefix.Length..];
        return Timm.GetValueOrDefault(plain, plain);
    }
}
