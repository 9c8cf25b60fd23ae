using Google.Protobuf;
using Segment.PackageFormat;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter.Quantization;

/// <summary>
/// A graph in float32 whose tensors were watched on images, to tell which numbers 8 bits have to stand for. Makes graphs in
/// 8 bits of it.
/// </summary>
public sealed class GraphCalibration
{
    private readonly ModelProto model;
    private readonly Dictionary<string, ValueRange> ranges;

    private GraphCalibration(ModelProto model, Dictionary<string, ValueRange> ranges) =>
        (this.model, this.ranges) = (model, ranges);

    private delegate void TensorStep(TensorHistogram histogram, ReadOnlySpan<float> values);

    /// <summary>Runs a graph over images, twice: for the extent of each tensor, and for how often it takes which values.</summary>
    /// <param name="graph">A serialized ModelProto of <see cref="NetworkExporter"/>.</param>
    /// <param name="images">Images as the network was trained on; at least one.</param>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The calibrated graph.</returns>
    /// <exception cref="SegmentDataException">The graph has nothing to quantise, or ONNX Runtime refuses it or an image's size.</exception>
    public static GraphCalibration Run(
        byte[] graph,
        IReadOnlyList<GraphImage> images,
        IProgress<double>? progress = null,
        CancellationToken token = default
    )
    {
        var read = ModelProto.Parser.ParseFrom(graph);
        var tensors = new QuantizedNodes(read.Graph, floatStem: false).Tensors;
        if (tensors.Count == 0)
        {
            throw new SegmentDataException(
                "The graph has no convolution that could compute in 8 bits: only networks with several are worth it. Use it in float32."
            );
        }

        TensorHistogram[] seen = [.. tensors.Select(_ => new TensorHistogram())];
        using var session = new GraphSession(Watched(read, tensors).ToByteArray(), threads: 1); // Steady beside other programs.
        var done = 0;
        Pass((histogram, values) => histogram.Extend(values));
        Pass((histogram, values) => histogram.Count(values));
        return new GraphCalibration(
            read,
            tensors.Zip(seen).ToDictionary(p => p.First, p => p.Second.BestRange(), StringComparer.Ordinal)
        );

        void Pass(TensorStep step)
        {
            foreach (var image in images)
            {
                token.ThrowIfCancellationRequested();
                session.Watch(image, tensors, (i, values) => step(seen[i], values));
                progress?.Report(++done / (2.0 * images.Count));
            }
        }
    }

    /// <summary>Makes the graph in 8 bits.</summary>
    /// <param name="floatStem">Whether the first convolution stays in float32; the last one always does.</param>
    /// <returns>A serialized ModelProto with the same input and output.</returns>
    public byte[] Quantize(bool floatStem)
    {
        var chosen = new QuantizedNodes(model.Graph, floatStem);
        var shared = new Dictionary<string, ValueRange>(StringComparer.Ordinal);
        foreach (var tensor in chosen.Tensors)
        {
            var (group, range) = (chosen.Group(tensor), ranges[tensor]);
            shared[group] = shared.TryGetValue(group, out var other) ? other.Join(range) : range;
        }

        var quantized = model.Clone();
        quantized.Graph = QuantizedGraph.Write(model.Graph, chosen, tensor => shared[chosen.Group(tensor)]);
        return quantized.ToByteArray();
    }

    private static ModelProto Watched(ModelProto model, IReadOnlyList<string> tensors)
    {
        var watched = model.Clone();
        watched.Graph.Output.Clear();
        watched.Graph.Output.Add(tensors.Select(name => new ValueInfoProto { Name = name }));
        return watched;
    }
}
