using System.Buffers.Binary;
using Google.Protobuf;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter;

/// <summary>Puts nodes and initializers into an ONNX graph, each name once.</summary>
internal sealed class GraphWriter
{
    // TensorProto.DataType and TypeProto.Tensor.elem_type: FLOAT = 1, INT64 = 7 in onnx.proto.
    private const int Float32 = 1;
    private const int Int64 = 7;

    private readonly HashSet<string> initializers = new(StringComparer.Ordinal);

    /// <summary>Gets the graph as written so far.</summary>
    public GraphProto Graph { get; } = new() { Name = "segment" };

    /// <summary>Appends a node with one output, named after its kind and place.</summary>
    /// <param name="operation">ONNX's name of the operation.</param>
    /// <param name="inputs">What it reads; an empty text leaves an optional input out.</param>
    /// <param name="attributes">Its constants.</param>
    /// <returns>The node.</returns>
    public NodeProto Node(string operation, IEnumerable<string> inputs, params AttributeProto[] attributes)
    {
        var name = $"{operation}_{Graph.Node.Count}";
        var node = new NodeProto
        {
            OpType = operation,
            Name = name,
            Input = { inputs },
            Output = { name },
            Attribute = { attributes },
        };
        Graph.Node.Add(node);
        return node;
    }

    /// <summary>Adds a constant, unless one of that name is there already.</summary>
    /// <param name="name">The name that nodes read it by.</param>
    /// <param name="values">Its values, row-major.</param>
    /// <param name="shape">Its dimensions.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string Initializer(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape)
    {
        if (initializers.Add(name))
        {
            var bytes = new byte[values.Length * sizeof(float)];
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
            }

            Graph.Initializer.Add(
                new TensorProto
                {
                    Name = name,
                    DataType = Float32,
                    Dims = { shape.ToArray() },
                    RawData = UnsafeByteOperations.UnsafeWrap(bytes),
                }
            );
        }

        return name;
    }

    /// <summary>Adds a constant of integers with one dimension, unless one of that name is there already.</summary>
    /// <param name="name">The name that nodes read it by.</param>
    /// <param name="values">Its values.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string IntegerInitializer(string name, params ReadOnlySpan<long> values) =>
        AddIntegers(name, values, [values.Length]);

    /// <summary>Adds a constant of one integer without dimensions, unless one of that name is there already.</summary>
    /// <param name="name">The name that nodes read it by.</param>
    /// <param name="value">Its value.</param>
    /// <returns><paramref name="name"/>.</returns>
    public string ScalarInitializer(string name, long value) => AddIntegers(name, [value], []);

    /// <summary>Gives a value another name, wherever nodes write or read it.</summary>
    /// <param name="from">Its name.</param>
    /// <param name="to">Its new name.</param>
    public void Rename(string from, string to)
    {
        foreach (var names in Graph.Node.SelectMany(node => new[] { node.Input, node.Output }))
        {
            for (var i = 0; i < names.Count; i++)
            {
                names[i] = names[i] == from ? to : names[i];
            }
        }
    }

    /// <summary>Makes an attribute of integers.</summary>
    /// <param name="name">ONNX's name.</param>
    /// <param name="values">The integers.</param>
    /// <returns>The attribute.</returns>
    public static AttributeProto Integers(string name, params ReadOnlySpan<long> values) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.Ints,
            Ints = { values.ToArray() },
        };

    /// <summary>Makes an attribute of one integer.</summary>
    /// <param name="name">ONNX's name.</param>
    /// <param name="value">The integer.</param>
    /// <returns>The attribute.</returns>
    public static AttributeProto Integer(string name, long value) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.Int,
            I = value,
        };

    /// <summary>Makes an attribute of one number.</summary>
    /// <param name="name">ONNX's name.</param>
    /// <param name="value">The number.</param>
    /// <returns>The attribute.</returns>
    public static AttributeProto Number(string name, float value) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.Float,
            F = value,
        };

    /// <summary>Makes an attribute of text.</summary>
    /// <param name="name">ONNX's name.</param>
    /// <param name="value">The text.</param>
    /// <returns>The attribute.</returns>
    public static AttributeProto Text(string name, string value) =>
        new()
        {
            Name = name,
            Type = AttributeProto.Types.AttributeType.String,
            S = ByteString.CopyFromUtf8(value),
        };

    /// <summary>Describes a graph's input or output: float32, (N, channels, H, W) with free N, H and W.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="channels">Its channels.</param>
    /// <returns>The description.</returns>
    public static ValueInfoProto Images(string name, int channels)
    {
        var shape = new TensorShapeProto
        {
            Dim =
            {
                new TensorShapeProto.Types.Dimension { DimParam = "N" },
                new TensorShapeProto.Types.Dimension { DimValue = channels },
                new TensorShapeProto.Types.Dimension { DimParam = "H" },
                new TensorShapeProto.Types.Dimension { DimParam = "W" },
            },
        };
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor { ElemType = Float32, Shape = shape },
            },
        };
    }

    private string AddIntegers(string name, ReadOnlySpan<long> values, long[] shape)
    {
        if (initializers.Add(name))
        {
            var bytes = new byte[values.Length * sizeof(long)];
            for (var i = 0; i < values.Length; i++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
            }

            Graph.Initializer.Add(
                new TensorProto
                {
                    Name = name,
                    DataType = Int64,
                    Dims = { shape },
                    RawData = UnsafeByteOperations.UnsafeWrap(bytes),
                }
            );
        }

        return name;
    }
}
