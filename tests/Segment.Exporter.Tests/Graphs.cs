using Google.Protobuf;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter.Tests;

/// <summary>Small graphs that no catalog holds.</summary>
internal static class Graphs
{
    public static byte[] Of(
        Func<string, float[]> weights,
        Normalization normalization,
        Func<OnnxOps, OnnxValue, OnnxValue> network
    )
    {
        var ops = new OnnxOps(weights);
        return new ModelProto
        {
            IrVersion = 8,
            Graph = ops.Output(network(ops, ops.Image("image", normalization)), "logits"),
            OpsetImport = { new OperatorSetIdProto { Version = 17 } },
        }.ToByteArray();
    }
}
