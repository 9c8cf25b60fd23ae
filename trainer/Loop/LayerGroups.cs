namespace Segment.Trainer.Loop;

/// <summary>
/// Parts a network's parameters into groups from the first layers to the head, so that the first layers, which know what
/// images look like, can move slower than the last ones, which learn the classes.
/// </summary>
/// <remarks>
/// Howard and Ruder 2018, <see href="https://arxiv.org/abs/1801.06146">Universal language model fine-tuning</see>, section
/// 3.2; ArcGIS's <c>slice(low, high)</c> means the same.
/// </remarks>
internal static class LayerGroups
{
    /// <summary>The number of groups: four of the backbone, and the rest.</summary>
    public const int Count = 5;

    /// <summary>What the names of the backbone's parameters begin with.</summary>
    public const string Backbone = "encoder.";

    /// <summary>Gives each parameter its share of the highest rate.</summary>
    /// <param name="parameters">Names in the order of the layers, and whether each is a kernel.</param>
    /// <param name="lowest">The rate of the first group, as a share of the last one's, (0, 1].</param>
    /// <returns>Shares by name: equal factors from group to group.</returns>
    public static IReadOnlyDictionary<string, double> Shares(
        IReadOnlyList<(string Name, bool IsKernel)> parameters,
        double lowest
    )
    {
        var kernels = parameters.Count(p => p.IsKernel && IsOfBackbone(p.Name));
        var shares = new Dictionary<string, double>(StringComparer.Ordinal);
        var seen = 0;
        foreach (var (name, isKernel) in parameters)
        {
            var backbone = IsOfBackbone(name);
            seen += isKernel && backbone ? 1 : 0;
            var group = backbone ? Math.Max(0, seen - 1) * (Count - 1) / Math.Max(1, kernels) : Count - 1;
            shares[name] = Math.Pow(lowest, (Count - 1 - group) / (double)(Count - 1));
        }

        return shares;
    }

    /// <summary>Tells whether a parameter belongs to the backbone.</summary>
    /// <param name="name">Its dotted name.</param>
    /// <returns>True where it does.</returns>
    public static bool IsOfBackbone(string name) => name.StartsWith(Backbone, StringComparison.Ordinal);
}
