using Segment.PackageFormat;

namespace Segment.Runtime.Layers;

/// <summary>Where the samples of one band lay in training.</summary>
/// <param name="Low">The least ordinary sample.</param>
/// <param name="High">The greatest ordinary sample.</param>
/// <param name="Spread">The unit in which distances beyond them are told, above 0.</param>
internal readonly record struct TrainingRange(float Low, float High, float Spread)
{
    /// <summary>The quantile of the training samples that counts as their least; as many count as outside above.</summary>
    private const double LowLevel = 0.01;

    /// <summary>Three standard deviations hold 99.7 % of normally distributed samples.</summary>
    private const double Spreads = 3;

    /// <summary>Finds the ranges of a package's bands: from the 1 % to the 99 % quantile of the training samples; of a
    /// package that does not know them, three scales of its normalisation round the centre.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>One range for each band.</returns>
    public static TrainingRange[] Of(ModelDefinition definition) =>
        [.. Enumerable.Range(0, definition.Bands.Count).Select(band => Of(definition, band))];

    private static TrainingRange Of(ModelDefinition definition, int band)
    {
        var center = (float)definition.Normalization.Center[band];
        var scale = (float)definition.Normalization.Scale[band];
        if (definition.Distributions.Count == 0)
        {
            return new TrainingRange((float)(center - (Spreads * scale)), (float)(center + (Spreads * scale)), scale);
        }

        var distribution = definition.Distributions[band];
        var low = BandDistribution.Levels.ToList().IndexOf(LowLevel);
        var spread = distribution.StandardDeviation > 0 ? distribution.StandardDeviation : scale;
        return new TrainingRange(distribution.Quantiles[low], distribution.Quantiles[^(low + 1)], spread);
    }
}
