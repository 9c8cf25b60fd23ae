using System.Reflection;
using Google.Protobuf;
using Segment.Networks;
using Segment.PackageFormat;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter;

/// <summary>Turns a network and its weights into an ONNX model that takes raw pixel values.</summary>
public static class NetworkExporter
{
    /// <summary>The name of the graph's input: raw pixel values, float32, (N, bands, H, W).</summary>
    public const string InputName = "image";

    /// <summary>The name of the graph's output: float32, (N, classes, H, W).</summary>
    public const string OutputName = "logits";

    // Opset 17 is what every ONNX Runtime since 1.12 reads; IR version 8 came with it
    // (https://onnxruntime.ai/docs/reference/compatibility.html).
    private const int Opset = 17;
    private const int IrVersion = 8;

    /// <summary>
    /// Writes the model: the normalization inside, batch norms folded, N, H and W free. H and W must be multiples of
    /// <see cref="SegmentationNetwork.Stride"/> when it runs. Equal arguments give equal bytes.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="weights">
    /// A parameter's values, row-major, by its name in <see cref="SegmentationNetwork.Declare"/>; not changed.
    /// </param>
    /// <param name="normalization">Center and scale, one value per band of the network.</param>
    /// <param name="metadata">Texts to keep in the model's metadata_props; none by default.</param>
    /// <returns>A serialized ModelProto.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter has another number of values than the network asks for, or the normalization does not have one finite
    /// center and one scale above 0 for each band.
    /// </exception>
    /// <exception cref="SegmentDataException">A weight is not a finite number.</exception>
    public static byte[] Export(
        SegmentationNetwork network,
        Func<string, float[]> weights,
        Normalization normalization,
        IReadOnlyDictionary<string, string>? metadata = null
    )
    {
        Require(normalization, network.Spec.Bands);
        var ops = new OnnxOps(weights);
        var logits = network.Apply(ops, ops.Image(InputName, normalization));
        var model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "Segment",
            ProducerVersion = typeof(NetworkExporter)
                .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                .InformationalVersion,
            Graph = ops.Output(logits, OutputName),
            OpsetImport = { new OperatorSetIdProto { Version = Opset } },
            MetadataProps =
            {
                (metadata ?? new Dictionary<string, string>(StringComparer.Ordinal))
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => new StringStringEntryProto { Key = pair.Key, Value = pair.Value }),
            },
        };
        return model.ToByteArray();
    }

    private static void Require(Normalization normalization, int bands)
    {
        var sound =
            normalization.Center.Count == bands
            && normalization.Scale.Count == bands
            && normalization.Center.All(c => float.IsFinite((float)c))
            && normalization.Scale.All(s => s > 0 && float.IsFinite((float)s) && float.IsFinite((float)(1 / s)));
        if (!sound)
        {
            throw new ArgumentException(
                $"The normalization needs one finite center and one scale above 0 for each of the {bands} bands; it has "
                    + $"centers [{string.Join(", ", normalization.Center)}] and scales [{string.Join(", ", normalization.Scale)}].",
                nameof(normalization)
            );
        }
    }
}
