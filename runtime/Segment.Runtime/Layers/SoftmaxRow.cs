using System.Numerics.Tensors;
using Segment.Raster.Maps;

namespace Segment.Runtime.Layers;

/// <summary>
/// Turns a run of logits into probabilities (softmax), the winner's probability, and the entropy, each as a byte with
/// <see cref="MapLayer.One"/> for 1. Scratch memory of one lane.
/// </summary>
/// <remarks>
/// p = exp(d) / S with d = (logit − greatest logit) / temperature and S = Σ exp(d). The winner has d = 0, so its p is 1 / S;
/// the entropy −Σ p ln p is ln S − Σ p d, divided here by ln(candidates), the entropy of "anything is possible".
/// </remarks>
internal sealed class SoftmaxRow
{
    // exp(−100) is 0 in single precision, and 0 · −100 is 0, while 0 · −∞ would not be a number.
    private const float Least = -100;

    private readonly int classes;
    private readonly bool keepAll;
    private readonly float inverseTemperature;
    private readonly float entropyScale;
    private readonly float[] sum;
    private readonly float[] weighted;
    private readonly float[] best;
    private readonly float[] distance;
    private readonly float[] terms;
    private int count;

    /// <summary>Allocates the scratch memory.</summary>
    /// <param name="classes">The channels of the logits.</param>
    /// <param name="candidates">Those of them that can win.</param>
    /// <param name="temperature">The calibration's temperature, above 0; logits are divided by it.</param>
    /// <param name="width">The longest run.</param>
    /// <param name="keepAll">Whether <see cref="Probability"/> will be asked for.</param>
    public SoftmaxRow(int classes, int candidates, double temperature, int width, bool keepAll)
    {
        this.classes = classes;
        this.keepAll = keepAll;
        inverseTemperature = (float)(1 / temperature);
        entropyScale = candidates > 1 ? (float)(1 / Math.Log(candidates)) : 0;
        (sum, weighted) = (new float[width], new float[width]);
        (best, distance) = (new float[width], new float[width]);
        terms = new float[keepAll ? classes * width : width];
    }

    /// <summary>Takes in a run.</summary>
    /// <param name="logits">The logits (classes, H, W), each pixel's greatest finite.</param>
    /// <param name="plane">H · W, the distance between two classes of a pixel.</param>
    /// <param name="start">Position in a plane of the run's first pixel.</param>
    /// <param name="length">The pixels of the run.</param>
    public void Compute(ReadOnlySpan<float> logits, int plane, int start, int length)
    {
        count = length;
        var greatest = best.AsSpan(0, count);
        logits.Slice(start, count).CopyTo(greatest);
        for (var c = 1; c < classes; c++)
        {
            TensorPrimitives.Max(greatest, logits.Slice((c * plane) + start, count), greatest);
        }

        var total = sum.AsSpan(0, count);
        var product = weighted.AsSpan(0, count);
        var d = distance.AsSpan(0, count);
        total.Clear();
        product.Clear();
        for (var c = 0; c < classes; c++)
        {
            var term = Term(c);
            TensorPrimitives.Subtract(logits.Slice((c * plane) + start, count), greatest, d);
            TensorPrimitives.Multiply(d, inverseTemperature, d);
            TensorPrimitives.Max(d, Least, d);
            TensorPrimitives.Exp(d, term);
            TensorPrimitives.Add(total, term, total);
            TensorPrimitives.MultiplyAdd(d, term, product, product);
        }
    }

    /// <summary>Gets whether every probability of the run is a number.</summary>
    public bool IsFinite => float.IsFinite(TensorPrimitives.Sum<float>(sum.AsSpan(0, count)));

    /// <summary>Gets the winners' probabilities.</summary>
    /// <param name="values">One byte a pixel of the run.</param>
    public void Confidence(Span<byte> values)
    {
        var d = distance.AsSpan(0, count);
        TensorPrimitives.Divide(1f, sum.AsSpan(0, count), d);
        Quantization.ToBytes(d, values);
    }

    /// <summary>Gets the normalised entropies.</summary>
    /// <param name="values">One byte a pixel of the run.</param>
    public void Entropy(Span<byte> values)
    {
        var total = sum.AsSpan(0, count);
        var d = distance.AsSpan(0, count);
        var logarithm = best.AsSpan(0, count);
        TensorPrimitives.Divide(weighted.AsSpan(0, count), total, d);
        TensorPrimitives.Log(total, logarithm);
        TensorPrimitives.Subtract(logarithm, d, d);
        TensorPrimitives.Multiply(d, entropyScale, d);
        Quantization.ToBytes(d, values);
    }

    /// <summary>Gets the probabilities of one class.</summary>
    /// <param name="index">The class.</param>
    /// <param name="values">One byte a pixel of the run.</param>
    public void Probability(int index, Span<byte> values)
    {
        var d = distance.AsSpan(0, count);
        TensorPrimitives.Divide(Term(index), sum.AsSpan(0, count), d);
        Quantization.ToBytes(d, values);
    }

    /// <summary>Gets the probabilities of one class, not rounded.</summary>
    /// <param name="index">The class.</param>
    /// <param name="values">One number a pixel of the run, 0–1.</param>
    public void Share(int index, Span<float> values) =>
        TensorPrimitives.Divide(Term(index), sum.AsSpan(0, count), values);

    private Span<float> Term(int index) => terms.AsSpan(keepAll ? index * sum.Length : 0, count);
}
