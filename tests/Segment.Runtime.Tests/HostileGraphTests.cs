using Google.Protobuf;
using Segment.PackageFormat.Onnx;
using Segment.Runtime.Models;

namespace Segment.Runtime.Tests;

/// <summary>Graphs of allowed operators that ask for more than a machine has, in sound packages.</summary>
public sealed class HostileGraphTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("Concat", 30)]
    [InlineData("Concat", 2000)]
    [InlineData("Resize", 12)]
    public void A_graph_that_grows_without_bounds_is_refused_before_it_runs(string op, int times)
    {
        var path = Package(graph => Grow(graph, op, times));
        var before = Environment.WorkingSet;

        var thrown = Assert.Throws<SegmentDataException>(() => InferenceModel.Open(path, InferenceDevice.Cpu));

        Assert.Contains("of memory for each pixel; up to 64 KiB are allowed", thrown.Message, StringComparison.Ordinal);
        Assert.True(Environment.WorkingSet - before < 256 << 20);
    }

    private static void Grow(GraphProto graph, string op, int times)
    {
        var last = GraphNames.Image;
        if (op == "Resize")
        {
            var scales = new TensorProto { Name = "scales", DataType = 1 };
            scales.Dims.Add(4);
            scales.RawData = ByteString.CopyFrom(
                System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([1, 1, 64, 64])
            );
            graph.Initializer.Add(scales);
        }

        for (var i = 0; i < times; i++)
        {
            var node = new NodeProto
            {
                OpType = op,
                Name = $"n{i}",
                Output = { $"t{i}" },
            };
            node.Input.Add(op == "Concat" ? [last, last] : [last, string.Empty, "scales"]);
            node.Attribute.Add(
                op == "Concat"
                    ?
                    [
                        new AttributeProto
                        {
                            Name = "axis",
                            I = 1,
                            Type = AttributeProto.Types.AttributeType.Int,
                        },
                    ]
                    : []
            );
            graph.Node.Insert(i, node);
            last = $"t{i}";
        }
    }

    private string Package(Action<GraphProto> change)
    {
        var path = TestPackage.BrightestBand(folder["bomb.dlpk"]);
        PackageContents contents;
        using (var package = ModelPackage.Open(path))
        {
            var model = ModelProto.Parser.ParseFrom(package.Graph.Span);
            change(model.Graph);
            contents = new PackageContents
            {
                Definition = package.Definition,
                Graph = model.ToByteArray(),
                Golden = package.Golden,
                Metrics = package.Metrics,
                History = package.History,
            };
        }

        ModelPackage.Write(path, contents);
        return path;
    }
}
