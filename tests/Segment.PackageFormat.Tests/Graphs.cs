using System.Runtime.InteropServices;
using Google.Protobuf;
using Segment.PackageFormat.Onnx;

namespace Segment.PackageFormat.Tests;

/// <summary>Small ONNX graphs: normalisation, one 1 × 1 convolution, logits.</summary>
internal static class Graphs
{
    public static byte[] Sound(ModelDefinition definition) => Model(definition).ToByteArray();

    public static byte[] Changed(Action<ModelProto> change) => Changed(Samples.Definition, change);

    public static byte[] Changed(ModelDefinition definition, Action<ModelProto> change)
    {
        var model = Model(definition);
        change(model);
        return model.ToByteArray();
    }

    public static ModelProto Model(ModelDefinition d)
    {
        var (bands, classes) = (d.Bands.Count, d.Classes.Count);
        var graph = new GraphProto { Name = "segment" };
        graph.Input.Add(Port(GraphNames.Image, 1, "N", bands, "H", "W"));
        graph.Output.Add(Port(GraphNames.Logits, 1, "N", classes, "H", "W"));
        graph.Initializer.Add(Weight("center", [.. d.Normalization.Center.Select(v => (float)v)], 1, bands, 1, 1));
        graph.Initializer.Add(Weight("scale", [.. d.Normalization.Scale.Select(v => (float)v)], 1, bands, 1, 1));
        graph.Initializer.Add(Weight("head.weight", new float[bands * classes], classes, bands, 1, 1));
        graph.Node.Add(Node("Sub", "centred", GraphNames.Image, "center"));
        graph.Node.Add(Node("Div", "normal", "centred", "scale"));
        graph.Node.Add(Node("Conv", GraphNames.Logits, "normal", "head.weight"));
        if (d.HasClassOutput)
        {
            graph.Node.Add(Node("ArgMax", "index", GraphNames.Logits));
            graph.Node.Add(Node("Cast", GraphNames.ClassIndex, "index"));
            graph.Output.Add(Port(GraphNames.ClassIndex, 2, "N", "H", "W"));
        }

        var model = new ModelProto { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = 17 });
        return model;
    }

    public static NodeProto Node(string op, string output, params string[] inputs)
    {
        var node = new NodeProto { OpType = op, Name = output };
        node.Input.Add(inputs);
        node.Output.Add(output);
        return node;
    }

    public static TensorProto Weight(string name, float[] values, params long[] dims)
    {
        var tensor = new TensorProto
        {
            Name = name,
            DataType = 1,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
        };
        tensor.Dims.Add(dims);
        return tensor;
    }

    public static ValueInfoProto Port(string name, int type, params object[] sides)
    {
        var shape = new TensorShapeProto();
        shape.Dim.Add(
            sides.Select(s =>
                s is int length
                    ? new TensorShapeProto.Types.Dimension { DimValue = length }
                    : new TensorShapeProto.Types.Dimension { DimParam = (string)s }
            )
        );
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = shape },
            },
        };
    }
}
