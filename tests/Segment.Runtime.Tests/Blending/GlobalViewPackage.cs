using System.Runtime.InteropServices;
using Google.Protobuf;
using Segment.PackageFormat.Onnx;
using TensorType = Segment.PackageFormat.Onnx.TensorProto.Types.DataType;

namespace Segment.Runtime.Tests.Blending;

/// <summary>Makes packages whose network takes means over the whole tile.</summary>
internal static class GlobalViewPackage
{
    /// <summary>Writes a package whose logits are the samples less their mean over the tile, times a number: where the means
    /// of two tiles differ, so do their classes.</summary>
    public static string Write(string path, float scale = 0.05f, PixelType type = PixelType.UInt8) =>
        TestPackage.BrightestBand(
            path,
            change: definition =>
                definition with
                {
                    HasGlobalView = true,
                    ModelType = "deeplabv3plus",
                    Bands = [.. definition.Bands.Select(band => band with { SourceType = type })],
                },
            graph: Graph(TestPackage.Pointwise(3, 3, [scale, 0, 0, 0, scale, 0, 0, 0, scale]), scale)
        );

    private static byte[] Graph(byte[] pointwise, float scale)
    {
        var model = ModelProto.Parser.ParseFrom(pointwise);
        var graph = model.Graph;
        graph.Node[0].Output[0] = "scaled";
        var factor = new TensorProto { Name = "factor", DataType = (int)TensorType.Float };
        factor.Dims.AddRange([1, 3, 1, 1]);
        factor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>([scale, scale, scale]));
        graph.Initializer.Add(factor);
        graph.Node.Add(Node("GlobalAveragePool", "mean", GraphNames.Image));
        graph.Node.Add(Node("Mul", "shift", "mean", "factor"));
        graph.Node.Add(Node("Sub", GraphNames.Logits, "scaled", "shift"));
        return model.ToByteArray();
    }

    private static NodeProto Node(string type, string output, params string[] inputs) =>
        new()
        {
            OpType = type,
            Name = output,
            Input = { inputs },
            Output = { output },
        };
}
