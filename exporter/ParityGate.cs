using System.Numerics.Tensors;
using Segment.PackageFormat;

namespace Segment.Exporter;

/// <summary>Compares an exported graph, run in ONNX Runtime, with the trained network's own logits.</summary>
public static class ParityGate
{
    /// <summary>The largest relative difference that a package may show.</summary>
    public const double DefaultTolerance = 1e-3;

    /// <summary>Runs the graph on every sample.</summary>
    /// <param name="graph">A serialized ModelProto of <see cref="NetworkExporter"/>.</param>
    /// <param name="samples">Images with the expected logits, at least one.</param>
    /// <param name="tolerance">The largest relative difference allowed for any sample.</param>
    /// <returns>The differences; see <see cref="ParityReport.Passed"/>.</returns>
    /// <exception cref="ArgumentException">There is no sample, or one has the wrong number of values.</exception>
    /// <exception cref="SegmentDataException">ONNX Runtime refuses the graph or a sample's size.</exception>
    public static ParityReport Check(
        byte[] graph,
        IReadOnlyList<ParitySample> samples,
        double tolerance = DefaultTolerance
    )
    {
        if (samples.Count == 0)
        {
            throw new ArgumentException("The parity check needs at least one sample.", nameof(samples));
        }

        using var session = new GraphSession(graph);
        var (worst, worstSample, agreeing, pixels) = (-1.0, 0, 0L, 0L);
        for (var i = 0; i < samples.Count; i++)
        {
            var sample = samples[i];
            Require(sample, i, session);
            var logits = session.Run(sample.Height, sample.Width, sample.Pixels);
            var relative = RelativeDifference(logits, sample.ReferenceLogits);
            (worst, worstSample) = relative > worst ? (relative, i) : (worst, worstSample);
            agreeing += AgreeingPixels(logits, sample.ReferenceLogits, session.Classes);
            pixels += (long)sample.Height * sample.Width;
        }

        return new ParityReport(samples.Count, worst, worstSample, (double)agreeing / pixels, tolerance);
    }

    /// <summary>Compares logits: the length of their difference over the length of the reference.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="reference">As many.</param>
    /// <returns>0 where they are equal; infinite where one is not finite.</returns>
    public static double RelativeDifference(float[] logits, float[] reference)
    {
        var (difference, norm) = (0.0, 0.0);
        for (var i = 0; i < logits.Length; i++)
        {
            var d = (double)logits[i] - reference[i];
            difference += d * d;
            norm += (double)reference[i] * reference[i];
        }

        if (!double.IsFinite(difference) || !double.IsFinite(norm))
        {
            return double.PositiveInfinity;
        }

        return difference == 0 ? 0 : Math.Sqrt(difference / norm);
    }

    private static long AgreeingPixels(float[] logits, float[] reference, int classes)
    {
        var plane = logits.Length / classes;
        Span<float> ours = stackalloc float[classes];
        Span<float> theirs = stackalloc float[classes];
        var agreeing = 0L;
        for (var i = 0; i < plane; i++)
        {
            for (var c = 0; c < classes; c++)
            {
                (ours[c], theirs[c]) = (logits[(c * plane) + i], reference[(c * plane) + i]);
            }

            agreeing += TensorPrimitives.IndexOfMax(ours) == TensorPrimitives.IndexOfMax(theirs) ? 1 : 0;
        }

        return agreeing;
    }

    private static void Require(ParitySample sample, int position, GraphSession session)
    {
        var plane = sample.Height * sample.Width;
        if (sample.Pixels.Length != session.Bands * plane || sample.ReferenceLogits.Length != session.Classes * plane)
        {
            throw new ArgumentException(
                $"Sample {position} of {sample.Height} × {sample.Width} pixels has {sample.Pixels.Length} pixel values and "
                    + $"{sample.ReferenceLogits.Length} logits; the graph has {session.Bands} bands and {session.Classes} classes."
            );
        }
    }
}
