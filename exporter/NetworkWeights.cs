using Segment.Networks.Ops;
using Segment.PackageFormat;

namespace Segment.Exporter;

/// <summary>The weights of one network, checked as they are read.</summary>
/// <param name="read">A parameter's values, row-major, by its full name.</param>
internal sealed class NetworkWeights(Func<string, float[]> read)
{
    /// <summary>Reads a parameter.</summary>
    /// <param name="name">Where it lives.</param>
    /// <param name="count">How many values the network asks for.</param>
    /// <returns>Its values; the caller must not change them.</returns>
    /// <exception cref="ArgumentException">It has another number of values.</exception>
    /// <exception cref="SegmentDataException">A value is not finite.</exception>
    public float[] Read(Scope name, int count)
    {
        var values = read(name.Path);
        if (values.Length != count)
        {
            throw new ArgumentException(
                $"Parameter '{name.Path}' has {values.Length} values; the network asks for {count}."
            );
        }

        if (!Array.TrueForAll(values, float.IsFinite))
        {
            throw new SegmentDataException(
                $"Parameter '{name.Path}' holds values that are not finite numbers: the training diverged. "
                    + "Train again with a lower learning rate."
            );
        }

        return values;
    }
}
