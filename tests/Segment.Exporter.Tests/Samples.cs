using Segment.Networks;
using Segment.Networks.Ops;

namespace Segment.Exporter.Tests;

/// <summary>Seeded weights, images and catalogs for the tests.</summary>
internal static class Samples
{
    public static readonly Normalization Sixes = new([400, 420, 390, 2000, 1500, 800], [120, 130, 150, 600, 500, 300]);

    /// <summary>Random weights that keep a map's values at about the same size from layer to layer.</summary>
    public static Func<string, float[]> Weights(
        IReadOnlyDictionary<string, ParameterDeclaration> parameters,
        int seed = 1
    )
    {
        var random = new Random(seed);
        var values = parameters.Values.ToDictionary(p => p.Name, p => Values(p, random));
        return name => values[name];
    }

    public static Func<string, float[]> Weights(SegmentationNetwork network, int seed = 1) =>
        Weights(network.Declare().Parameters, seed);

    /// <summary>Raw pixel values that the normalization turns into about −2 to 2.</summary>
    public static float[] Image(Normalization normalization, int height, int width, int seed = 1)
    {
        var random = new Random(seed);
        var plane = height * width;
        var pixels = new float[normalization.Center.Count * plane];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)(
                normalization.Center[i / plane] + (normalization.Scale[i / plane] * 4 * (random.NextDouble() - 0.5))
            );
        }

        return pixels;
    }

    /// <summary>The network's logits by plain loops, from raw pixel values.</summary>
    public static float[] Reference(
        SegmentationNetwork network,
        Func<string, float[]> weights,
        Normalization normalization,
        int height,
        int width,
        float[] pixels
    )
    {
        var plane = height * width;
        var image = new NaiveMap(
            network.Spec.Bands,
            height,
            width,
            [.. pixels.Select((v, i) => (v - normalization.Center[i / plane]) / normalization.Scale[i / plane])]
        );
        return [.. network.Apply(new NaiveOps(weights), image).Values.Select(v => (float)v)];
    }

    private static float[] Values(ParameterDeclaration parameter, Random random)
    {
        var values = new float[parameter.Count];
        var spread = Math.Sqrt(6.0 * parameter.Shape[0] / parameter.Count); // He's uniform: variance 2 / fan-in.
        for (var i = 0; i < values.Length; i++)
        {
            var u = random.NextDouble();
            values[i] = (float)(
                parameter.Kind switch
                {
                    ParameterKind.ConvolutionWeight => spread * ((2 * u) - 1),
                    ParameterKind.NormWeight or ParameterKind.RunningVariance => 0.5 + u,
                    _ => 0.4 * (u - 0.5),
                }
            );
        }

        return values;
    }
}
