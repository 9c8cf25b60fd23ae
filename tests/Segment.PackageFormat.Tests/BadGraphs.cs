using Google.Protobuf;
using Segment.PackageFormat.Onnx;
using AttributeType = Segment.PackageFormat.Onnx.AttributeProto.Types.AttributeType;

namespace Segment.PackageFormat.Tests;

/// <summary>What a graph must not have, each with the one sentence that tells it.</summary>
public static class BadGraphs
{
    public static TheoryData<string, Action<ModelProto>, string> All =>
        new()
        {
            {
                "external initializer",
                m =>
                {
                    m.Graph.Initializer[2].DataLocation = TensorProto.Types.DataLocation.External;
                    m.Graph.Initializer[2]
                        .ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "../../secret" });
                },
                "The weight 'head.weight' lies outside the file; all data must be in the graph itself."
            },
            {
                "external data without the mark",
                m =>
                    m.Graph.Initializer[2]
                        .ExternalData.Add(new StringStringEntryProto { Key = "location", Value = "x" }),
                "The weight 'head.weight' lies outside the file; all data must be in the graph itself."
            },
            {
                "external data in an attribute",
                m =>
                    m.Graph.Node[0]
                        .Attribute.Add(
                            new AttributeProto
                            {
                                Name = "value",
                                Type = AttributeType.Tensor,
                                T = new TensorProto { DataLocation = TensorProto.Types.DataLocation.External },
                            }
                        ),
                "The attribute 'value' of node 'centred' lies outside the file; all data must be in the graph itself."
            },
            {
                "external data in a list attribute",
                m =>
                {
                    var a = new AttributeProto { Name = "values", Type = AttributeType.Tensors };
                    a.Tensors.Add(new TensorProto { DataLocation = TensorProto.Types.DataLocation.External });
                    m.Graph.Node[0].Attribute.Add(a);
                },
                "The attribute 'values' of node 'centred' lies outside the file; all data must be in the graph itself."
            },
            {
                "operator",
                m => m.Graph.Node[0].OpType = "ConstantOfShape",
                "The graph uses the operator 'ConstantOfShape', which is not among those allowed."
            },
            {
                "control flow",
                m => m.Graph.Node[0].OpType = "If",
                "The graph uses the operator 'If', which is not among those allowed."
            },
            {
                "domain",
                m => m.Graph.Node[0].Domain = "com.microsoft",
                "The graph uses the operator domain 'com.microsoft'; only ONNX's own operators are allowed."
            },
            {
                "overload",
                m => m.Graph.Node[0].Overload = "x",
                "The graph uses overloads or device configurations of nodes, which are not allowed."
            },
            {
                "subgraph",
                m =>
                    m.Graph.Node[0]
                        .Attribute.Add(new AttributeProto { Name = "body", G = ByteString.CopyFromUtf8("x") }),
                "The attribute 'body' of node 'centred' holds a graph or a type, which is not allowed."
            },
            {
                "reference",
                m => m.Graph.Node[0].Attribute.Add(new AttributeProto { Name = "a", RefAttrName = "b" }),
                "The attribute 'a' of node 'centred' holds a sparse tensor or a reference, which is not allowed."
            },
            {
                "kernel",
                m =>
                {
                    var a = new AttributeProto { Name = "kernel_shape", Type = AttributeType.Ints };
                    a.Ints.Add([1L << 31, 1]);
                    m.Graph.Node[2].Attribute.Add(a);
                },
                "The attribute 'kernel_shape' of node 'logits' holds a number outside 0–4096."
            },
            {
                "resize",
                m =>
                {
                    m.Graph.Initializer.Add(Graphs.Weight("factor", [1, 1, 1e6f, 1], 4));
                    m.Graph.Node.Add(Graphs.Node("Resize", "large", "logits", "", "factor"));
                },
                "Node 'large' resizes by a factor that is not stored in the graph or is above 64."
            },
            {
                "computed resize",
                m => m.Graph.Node.Add(Graphs.Node("Resize", "large", "logits", "", "normal")),
                "Node 'large' resizes by a factor that is not stored in the graph or is above 64."
            },
            {
                "computed border",
                m => m.Graph.Node.Add(Graphs.Node("Pad", "wide", "logits", "normal")),
                "Node 'wide' adds a border that is not stored in the graph or is outside 0–4096."
            },
            {
                "huge border",
                m =>
                {
                    var border = new TensorProto { Name = "border", DataType = 7 };
                    border.Dims.Add(8);
                    border.Int64Data.Add([0, 0, 0, 0, 0, 0, 1L << 40, 1L << 40]);
                    m.Graph.Initializer.Add(border);
                    m.Graph.Node.Add(Graphs.Node("Pad", "wide", "logits", "border"));
                },
                "Node 'wide' adds a border that is not stored in the graph or is outside 0–4096."
            },
            {
                "functions",
                m => m.Functions.Add(ByteString.CopyFromUtf8("x")),
                "The graph holds functions, training steps or device configurations, which are not allowed."
            },
            {
                "training",
                m => m.TrainingInfo.Add(ByteString.Empty),
                "The graph holds functions, training steps or device configurations, which are not allowed."
            },
            {
                "sparse",
                m => m.Graph.SparseInitializer.Add(ByteString.Empty),
                "The graph holds sparse weights or quantisation annotations, which are not allowed."
            },
            {
                "old",
                m => m.OpsetImport[0].Version = 16,
                "The graph imports the operator sets ['' 16]; ONNX's own set '', version 17 or later, is the only one allowed."
            },
            {
                "second set",
                m => m.OpsetImport.Add(new OperatorSetIdProto { Domain = "evil", Version = 1 }),
                "The graph imports the operator sets ['' 17, 'evil' 1]; ONNX's own set '', version 17 or later, is the only one allowed."
            },
            { "ir", m => m.IrVersion = 3, "The graph has ONNX version 3 (ir_version); 8 or later is needed." },
            {
                "input name",
                m => m.Graph.Input[0].Name = m.Graph.Node[0].Input[0] = "x",
                "The graph's inputs are 'x'; it needs 'image'."
            },
            {
                "second input",
                m => m.Graph.Input.Add(Graphs.Port("more", 1, "N")),
                "The graph's inputs are 'image', 'more'; it needs 'image'."
            },
            {
                "no input",
                m =>
                {
                    m.Graph.Input.Clear();
                    m.Graph.Node[0].Input[0] = "center";
                },
                "The graph's inputs are none; it needs 'image'."
            },
            {
                "output name",
                m => m.Graph.Output[0].Name = "normal",
                "The graph's outputs are 'normal'; it needs 'logits'."
            },
            {
                "bands",
                m => m.Graph.Input[0] = Graphs.Port("image", 1, "N", 3, "H", "W"),
                "The graph's input 'image' is Float ('N', 3, 'H', 'W'); it must be Float (N, 2, H, W), where letters stand for sides of any length."
            },
            {
                "fixed side",
                m => m.Graph.Input[0] = Graphs.Port("image", 1, 1, 2, 64, 64),
                "The graph's input 'image' is Float (1, 2, 64, 64); it must be Float (N, 2, H, W), where letters stand for sides of any length."
            },
            {
                "type",
                m => m.Graph.Input[0] = Graphs.Port("image", 2, "N", 2, "H", "W"),
                "The graph's input 'image' is Uint8 ('N', 2, 'H', 'W'); it must be Float (N, 2, H, W), where letters stand for sides of any length."
            },
            {
                "classes",
                m => m.Graph.Output[0] = Graphs.Port("logits", 1, "N", 4, "H", "W"),
                "The graph's output 'logits' is Float ('N', 4, 'H', 'W'); it must be Float (N, 3, H, W), where letters stand for sides of any length."
            },
            {
                "no type",
                m => m.Graph.Input[0].Type = null,
                "The graph's input 'image' is Undefined (); it must be Float (N, 2, H, W), where letters stand for sides of any length."
            },
            {
                "shape",
                m => m.Graph.Initializer[2].Dims[0] = 4,
                "The weight 'head.weight' does not hold as many numbers as its shape [4, 2, 1, 1] says."
            },
            {
                "negative shape",
                m => m.Graph.Initializer[2].Dims[0] = -3,
                "The weight 'head.weight' does not hold as many numbers as its shape [-3, 2, 1, 1] says."
            },
            {
                "huge shape",
                m => m.Graph.Initializer[2].Dims.Add([1L << 30, 1L << 30]),
                "The weight 'head.weight' does not hold as many numbers as its shape [3, 2, 1, 1, 1073741824, 1073741824] says."
            },
            {
                "text",
                m => m.Graph.Initializer[2].DataType = 8,
                "The weight 'head.weight' has the number type String, which is not allowed."
            },
            {
                "not a number",
                m => m.Graph.Initializer[2] = Graphs.Weight("head.weight", [1, 2, 3, 4, 5, float.NaN], 3, 2, 1, 1),
                "The weight 'head.weight' holds numbers that are not finite."
            },
            {
                "infinite",
                m =>
                    m.Graph.Initializer[2] = Graphs.Weight(
                        "head.weight",
                        [.. new float[999], float.NegativeInfinity],
                        1000
                    ),
                "The weight 'head.weight' holds numbers that are not finite."
            },
            {
                "twice",
                m => m.Graph.Initializer.Add(Graphs.Weight("center", [1], 1)),
                "The graph names two tensors 'center'."
            },
            {
                "written twice",
                m => m.Graph.Node.Add(Graphs.Node("Relu", "normal", "centred")),
                "The graph names two tensors 'normal'."
            },
            {
                "cycle",
                m => m.Graph.Node[0].Input[0] = "normal",
                "Node 'centred' reads 'normal' before anything wrote it."
            },
            {
                "too many nodes",
                m => m.Graph.Node.Add(Enumerable.Range(0, 20_000).Select(i => Graphs.Node("Relu", $"r{i}", "centred"))),
                "The graph has 20003 nodes; up to 20000 are allowed."
            },
        };
}
