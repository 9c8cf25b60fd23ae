using System.Runtime.InteropServices;
using Google.Protobuf;
using Segment.Networks;
using Segment.Networks.Ops;
using Segment.PackageFormat;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter;

/// <summary>Reads a network's weights back from a graph that <see cref="NetworkExporter"/> wrote.</summary>
/// <remarks>
/// A batch norm that was folded into its convolution cannot be parted again. The kernel keeps what was folded into it, and the
/// norm gets mean 0, variance 1 − epsilon, weight 1 and the constant as its bias: it computes the same, but its statistics
/// are not those of the data. Before such a network is trained, they must be measured anew.
/// </remarks>
public static class NetworkImporter
{
    private const int Float32 = 1; // TensorProto.DataType: FLOAT = 1 in onnx.proto.

    /// <summary>Reads the weights.</summary>
    /// <param name="network">The network that the graph was written from.</param>
    /// <param name="graph">A serialized ModelProto.</param>
    /// <returns>Each parameter's values, row-major, by its name in <see cref="SegmentationNetwork.Declare"/>.</returns>
    /// <exception cref="SegmentDataException">The graph does not hold the network's weights.</exception>
    public static IReadOnlyDictionary<string, float[]> Import(SegmentationNetwork network, ReadOnlyMemory<byte> graph)
    {
        var stored = Stored(graph);
        var declared = network.Declare().Parameters;
        var norms = Norms(network, declared);
        var folded = norms.Values.Select(n => n.Convolution).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var weights = new Dictionary<string, float[]>(StringComparer.Ordinal);
        foreach (var parameter in declared.Values)
        {
            var (layer, part) = Split(parameter.Name);
            weights[parameter.Name] =
                norms.TryGetValue(layer, out var norm) ? Norm(layer, part, norm)
                : part == "bias" && folded.Contains(layer) ? new float[parameter.Count]
                : Read(parameter.Name, parameter.Count);
        }

        return weights;

        float[] Norm(string layer, string part, (string? Convolution, float Epsilon) norm)
        {
            var count = declared[$"{layer}.weight"].Count;
            return part switch
            {
                "weight" when norm.Convolution is null => Read($"{layer}.factor", count),
                "weight" => Filled(count, 1),
                "bias" => Read(norm.Convolution is null ? $"{layer}.shift" : $"{norm.Convolution}.bias", count),
                "running_var" => Filled(count, 1 - norm.Epsilon),
                _ => new float[count],
            };
        }

        float[] Read(string name, int count) =>
            stored.TryGetValue(name, out var tensor)
            && tensor.DataType == Float32
            && tensor.RawData.Length == count * sizeof(float)
                ? MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray()
                : throw new SegmentDataException(
                    $"The graph does not hold the weights of {network.Decoder.Name} over {network.Encoder.Name}: '{name}' with {count} "
                        + "values of float32 is not there. Only packages that 'segment train' wrote can be continued."
                );
    }

    private static Dictionary<string, TensorProto> Stored(ReadOnlyMemory<byte> graph)
    {
        var stored = new Dictionary<string, TensorProto>(StringComparer.Ordinal);
        try
        {
            foreach (var tensor in ModelProto.Parser.ParseFrom(graph.Span).Graph?.Initializer ?? [])
            {
                stored[tensor.Name] = tensor;
            }

            return stored;
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new SegmentDataException($"The graph is not an ONNX model: {e.Message}", e);
        }
    }

    /// <summary>Writes the graph with weights of no meaning, to learn which norms it folds.</summary>
    private static Dictionary<string, (string? Convolution, float Epsilon)> Norms(
        SegmentationNetwork network,
        IReadOnlyDictionary<string, ParameterDeclaration> declared
    )
    {
        var ops = new OnnxOps(name => Filled(declared[name].Count, 1));
        var neutral = Enumerable.Repeat(1.0, network.Spec.Bands).ToArray();
        _ = network.Apply(ops, ops.Image(NetworkExporter.InputName, new Normalization(neutral, neutral)));
        return ops.Norms;
    }

    private static float[] Filled(int count, float value)
    {
        var values = new float[count];
        Array.Fill(values, value);
        return values;
    }

    private static (string Layer, string Part) Split(string name)
    {
        var dot = name.LastIndexOf('.');
        return (name[..dot], name[(dot + 1)..]);
    }
}
