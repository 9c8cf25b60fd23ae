using Segment.Networks;
using Segment.PackageFormat;

namespace Segment.Trainer.Packaging;

/// <summary>The network of a definition.</summary>
internal static class DefinedNetwork
{
    /// <summary>Builds it.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>The network.</returns>
    /// <exception cref="SegmentDataException">The catalogs do not have such a network.</exception>
    public static SegmentationNetwork Of(ModelDefinition definition)
    {
        var spec = new NetworkSpec(
            definition.ModelType,
            definition.Backbone,
            definition.Bands.Count,
            definition.Classes.Count
        );
        spec = definition.PyramidSizes.Count > 0 ? spec with { PyramidSizes = definition.PyramidSizes } : spec;
        var problems = string.Join(" ", spec.Problems());
        return problems.Length == 0 ? SegmentationNetwork.Create(spec) : throw new SegmentDataException(problems);
    }
}
