using System.Runtime.InteropServices;
using Google.Protobuf;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter.Quantization;

/// <summary>
/// Rewrites a graph so that ONNX Runtime computes the chosen nodes in 8 bits: each tensor that becomes bytes is followed by
/// QuantizeLinear and DequantizeLinear, and kernels are stored as bytes with a DequantizeLinear behind them. Whoever does
/// not fuse these nodes computes the same numbers in float32.
/// </summary>
/// <remarks>
/// Activations are bytes without sign with one scale a tensor, kernels bytes with sign with one scale an output channel, and
/// the constant is a 32-bit integer whose scale is the product of both: what x86's VNNI instructions multiply and add. Jacob
/// et al., <see href="https://arxiv.org/abs/1712.05877">Quantization and training of neural networks for efficient
/// integer-arithmetic-only inference</see>, section 2.
/// </remarks>
internal sealed class QuantizedGraph
{
    private const int GreatestWeight = sbyte.MaxValue;

    // A constant is kept this far within 32 bits, so that the sum that it begins does not run over.
    private const double GreatestConstant = 1 << 30;

    private readonly GraphProto source;
    private readonly QuantizedNodes chosen;
    private readonly Func<string, ValueRange> ranges;
    private readonly GraphProto target;
    private readonly Dictionary<string, TensorProto> constants;
    private readonly Dictionary<string, string> renamed = new(StringComparer.Ordinal);
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    private QuantizedGraph(GraphProto source, QuantizedNodes chosen, Func<string, ValueRange> ranges)
    {
        (this.source, this.chosen, this.ranges) = (source, chosen, ranges);
        constants = source.Initializer.ToDictionary(t => t.Name, StringComparer.Ordinal);
        target = new GraphProto
        {
            Name = source.Name,
            Input = { source.Input },
            Output = { source.Output },
        };
    }

    /// <summary>Rewrites a graph.</summary>
    /// <param name="graph">The graph, which is not changed.</param>
    /// <param name="chosen">What becomes bytes.</param>
    /// <param name="ranges">The range of each of the chosen tensors.</param>
    /// <returns>The quantised graph.</returns>
    public static GraphProto Write(GraphProto graph, QuantizedNodes chosen, Func<string, ValueRange> ranges) =>
        new QuantizedGraph(graph, chosen, ranges).Write();

    private GraphProto Write()
    {
        var bytes = chosen.Tensors.ToHashSet(StringComparer.Ordinal);
        foreach (var name in source.Input.Select(i => i.Name).Where(bytes.Contains))
        {
            Pass(name, name);
        }

        foreach (var original in source.Node)
        {
            var node = original.Clone();
            for (var i = 0; i < node.Input.Count; i++)
            {
                node.Input[i] = renamed.GetValueOrDefault(node.Input[i], node.Input[i]);
            }

            if (node.OpType == "Conv" && chosen.Contains(original))
            {
                WriteKernel(original, node);
            }

            foreach (var name in node.Input.Where(constants.ContainsKey))
            {
                Keep(constants[name]);
            }

            target.Node.Add(node);
            if (bytes.Contains(node.Output[0]))
            {
                WriteBytes(node);
            }
        }

        return target;
    }

    private void WriteBytes(NodeProto node)
    {
        var name = node.Output[0];
        if (source.Output.Any(o => o.Name == name))
        {
            node.Output[0] = $"{name}_float";
        }

        Pass(name, node.Output[0]);
    }

    /// <summary>Sends a tensor through bytes; whoever reads it from now on reads what comes back.</summary>
    private void Pass(string name, string made)
    {
        var isOutput = made != name;
        var group = chosen.Group(name);
        var range = ranges(name);
        var scale = Store(
            $"{group}_scale",
            TensorProto.Types.DataType.Float,
            MemoryMarshal.AsBytes<float>([range.Scale])
        );
        var zero = Store($"{group}_zero_point", TensorProto.Types.DataType.Uint8, [range.ZeroPoint]);
        var back = isOutput ? name : $"{name}_back";
        Add("QuantizeLinear", $"{name}_bytes", [made, scale, zero]);
        Add("DequantizeLinear", back, [$"{name}_bytes", scale, zero]);
        renamed[name] = back;
    }

    private void WriteKernel(NodeProto original, NodeProto node)
    {
        var input = ranges(original.Input[0]);
        var kernel = constants[original.Input[1]];
        var bias = original.Input.Count > 2 ? Floats(constants[original.Input[2]]) : [];
        var channels = (int)kernel.Dims[0];
        var weights = Floats(kernel);
        var scales = new float[channels];
        var bytes = new byte[weights.Length];
        var size = weights.Length / channels;
        for (var c = 0; c < channels; c++)
        {
            var values = weights.Slice(c * size, size);
            scales[c] = Scale(values, bias.Length > 0 ? bias[c] / (double)input.Scale : 0);
            for (var i = 0; i < size; i++)
            {
                bytes[(c * size) + i] = unchecked(
                    (byte)(sbyte)Math.Clamp(MathF.Round(values[i] / scales[c]), -GreatestWeight, GreatestWeight)
                );
            }
        }

        node.Input[1] = WriteConstant(
            $"{node.Name}_kernel",
            TensorProto.Types.DataType.Int8,
            bytes,
            [.. kernel.Dims],
            scales
        );
        if (bias.Length > 0)
        {
            WriteBias(node, constants[original.Input[2]], input.Scale, scales);
        }
    }

    private void WriteBias(NodeProto node, TensorProto bias, float inputScale, float[] kernelScales)
    {
        float[] scales = [.. kernelScales.Select(s => s * inputScale)];
        var values = Floats(bias);
        var integers = new int[values.Length];
        for (var c = 0; c < integers.Length; c++)
        {
            integers[c] = (int)Math.Round(values[c] / (double)scales[c]);
        }

        node.Input[2] = WriteConstant(
            $"{node.Name}_constant",
            TensorProto.Types.DataType.Int32,
            MemoryMarshal.AsBytes<int>(integers),
            [integers.Length],
            scales
        );
    }

    /// <summary>One channel's scale: the greatest weight becomes 127, unless the constant would then be too large.</summary>
    private static float Scale(ReadOnlySpan<float> weights, double biasInSteps)
    {
        var greatest = 0f;
        foreach (var weight in weights)
        {
            greatest = MathF.Max(greatest, MathF.Abs(weight));
        }

        var scale = Math.Max(greatest / (double)GreatestWeight, Math.Abs(biasInSteps) / GreatestConstant);
        return scale > float.MinValue && scale >= 1e-30 ? (float)scale : 1e-30f;
    }

    /// <summary>Stores integers, one scale for each first index, and the node that turns them back.</summary>
    private string WriteConstant(
        string name,
        TensorProto.Types.DataType type,
        ReadOnlySpan<byte> integers,
        long[] shape,
        float[] scales
    )
    {
        var stored = Store($"{name}_bytes", type, integers, shape);
        var scale = Store(
            $"{name}_scale",
            TensorProto.Types.DataType.Float,
            MemoryMarshal.AsBytes<float>(scales),
            scales.Length
        );
        Add("DequantizeLinear", name, [stored, scale], GraphWriter.Integer("axis", 0));
        return name;
    }

    private void Add(string operation, string output, string[] inputs, params AttributeProto[] attributes) =>
        target.Node.Add(
            new NodeProto
            {
                OpType = operation,
                Name = output,
                Input = { inputs },
                Output = { output },
                Attribute = { attributes },
            }
        );

    private string Store(
        string name,
        TensorProto.Types.DataType type,
        ReadOnlySpan<byte> bytes,
        params ReadOnlySpan<long> shape
    )
    {
        Keep(
            new TensorProto
            {
                Name = name,
                DataType = (int)type,
                Dims = { shape.ToArray() },
                RawData = ByteString.CopyFrom(bytes),
            }
        );
        return name;
    }

    private void Keep(TensorProto constant)
    {
        if (written.Add(constant.Name))
        {
            target.Initializer.Add(constant);
        }
    }

    private static ReadOnlySpan<float> Floats(TensorProto tensor) =>
        MemoryMarshal.Cast<byte, float>(tensor.RawData.Span);
}
