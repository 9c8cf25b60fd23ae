using Segment.Networks.Ops;
using Segment.PackageFormat;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter;

/// <summary>
/// Writes the nodes and initializers of an ONNX graph (opset 17). A batch norm is folded into the convolution before it, or becomes
/// a product and a sum. Heights and widths must be multiples of the network's stride when it runs.
/// </summary>
public sealed class OnnxOps : IOps<OnnxValue>
{
    private static readonly AttributeProto[] Nearest =
    [
        GraphWriter.Text("mode", "nearest"),
        GraphWriter.Text("coordinate_transformation_mode", "asymmetric"),
        GraphWriter.Text("nearest_mode", "floor"),
    ];

    private static readonly AttributeProto[] Bilinear =
    [
        GraphWriter.Text("mode", "linear"),
        GraphWriter.Text("coordinate_transformation_mode", "half_pixel"),
    ];

    private readonly GraphWriter writer = new();
    private readonly NetworkWeights weights;
    private readonly HashSet<string> values = new(StringComparer.Ordinal);

    // Convolutions that nothing has read yet: a batch norm may still change them.
    private readonly Dictionary<string, OpenConvolution> open = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="OnnxOps"/> class.</summary>
    /// <param name="weights">A parameter's values, row-major, by its full name.</param>
    public OnnxOps(Func<string, float[]> weights)
    {
        this.weights = new NetworkWeights(weights);
    }

    /// <summary>Gets where each batch norm went: the convolution that it was folded into, or null; and its epsilon.</summary>
    internal Dictionary<string, (string? Convolution, float Epsilon)> Norms { get; } = new(StringComparer.Ordinal);

    /// <summary>Declares the graph's input of raw pixel values and normalizes it.</summary>
    /// <param name="name">The input's name.</param>
    /// <param name="normalization">Center and scale, one value a band.</param>
    /// <returns>The normalized image, (N, bands, H, W).</returns>
    public OnnxValue Image(string name, Normalization normalization)
    {
        var bands = normalization.Center.Count;
        writer.Graph.Input.Add(GraphWriter.Images(name, bands));
        float[] center = [.. normalization.Center.Select(c => (float)c)];
        float[] factor = [.. normalization.Scale.Select(s => (float)(1 / s))];
        var centered = writer.Node("Sub", [name, writer.Initializer("normalization.center", center, 1, bands, 1, 1)]);
        return Emitted(
            writer.Node(
                "Mul",
                [centered.Output[0], writer.Initializer("normalization.factor", factor, 1, bands, 1, 1)]
            ),
            bands
        );
    }

    /// <summary>Ends the graph: the value becomes its output.</summary>
    /// <param name="x">The last value computed.</param>
    /// <param name="name">The output's name.</param>
    /// <returns>The whole graph.</returns>
    public GraphProto Output(OnnxValue x, string name)
    {
        writer.Rename(Read(x), name);
        writer.Graph.Output.Add(GraphWriter.Images(name, x.Channels));
        return writer.Graph;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weights have another number of values.</exception>
    /// <exception cref="SegmentDataException">A weight is not finite.</exception>
    public OnnxValue Conv(
        OnnxValue x,
        Scope weights,
        int channels,
        int kernel,
        int stride = 1,
        bool bias = false,
        int dilation = 1,
        int groups = 1
    )
    {
        var pad = kernel / 2 * dilation;
        return Convolve(
            x,
            weights,
            [channels, x.Channels / groups, kernel, kernel],
            bias,
            GraphWriter.Integers("kernel_shape", kernel, kernel),
            GraphWriter.Integers("strides", stride, stride),
            GraphWriter.Integers("pads", pad, pad, pad, pad),
            GraphWriter.Integers("dilations", dilation, dilation),
            GraphWriter.Integer("group", groups)
        );
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weights have another number of values.</exception>
    /// <exception cref="SegmentDataException">A weight is not finite.</exception>
    public OnnxValue Patches(OnnxValue x, Scope weights, int channels, int size) =>
        Convolve(
            x,
            weights,
            [channels, x.Channels, size, size],
            bias: true,
            GraphWriter.Integers("kernel_shape", size, size),
            GraphWriter.Integers("strides", size, size)
        );

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weights have another number of values.</exception>
    /// <exception cref="SegmentDataException">A weight is not finite, or a variance is negative.</exception>
    public OnnxValue BatchNorm(OnnxValue x, Scope weights, float epsilon = NormConstants.BatchEpsilon)
    {
        Norms.Add(weights.Path, (open.GetValueOrDefault(x.Name)?.Name.Path, epsilon));
        if (open.Remove(x.Name, out var convolution))
        {
            convolution.Fold(this.weights, weights, epsilon);
            _ = values.Remove(x.Name);
            convolution.Node.Output[0] = $"{x.Name}_norm"; // A later reader of the bare convolution is refused.
            var y = Emitted(convolution.Node, x.Channels);
            Close(convolution);
            return y;
        }

        var norm = new NormFactors(this.weights, weights, x.Channels, epsilon);
        var scaled = writer.Node("Mul", [Read(x), PerChannel(weights["factor"], norm.Factor)]);
        return Emitted(writer.Node("Add", [scaled.Output[0], PerChannel(weights["shift"], norm.Shift)]), x.Channels);
    }

    /// <inheritdoc/>
    /// <exception cref="SegmentDataException">A weight is not finite.</exception>
    public OnnxValue LayerNorm(OnnxValue x, Scope weights)
    {
        // ONNX normalizes over the last axes, so the channels go there and back.
        var scale = writer.Initializer(weights["weight"].Path, Values(weights["weight"], x.Channels), x.Channels);
        var shift = writer.Initializer(weights["bias"].Path, Values(weights["bias"], x.Channels), x.Channels);
        var last = writer.Node("Transpose", [Read(x)], GraphWriter.Integers("perm", 0, 2, 3, 1));
        var normalized = writer.Node(
            "LayerNormalization",
            [last.Output[0], scale, shift],
            GraphWriter.Integer("axis", -1),
            GraphWriter.Number("epsilon", NormConstants.LayerEpsilon)
        );
        return Emitted(
            writer.Node("Transpose", [normalized.Output[0]], GraphWriter.Integers("perm", 0, 3, 1, 2)),
            x.Channels
        );
    }

    /// <inheritdoc/>
    /// <exception cref="SegmentDataException">A weight is not finite.</exception>
    public OnnxValue ScaleChannels(OnnxValue x, Scope parameter)
    {
        var factor = writer.Initializer(parameter.Path, Values(parameter, x.Channels), x.Channels, 1, 1);
        return Emitted(writer.Node("Mul", [Read(x), factor]), x.Channels);
    }

    /// <inheritdoc/>
    public OnnxValue MaxPool(OnnxValue x, int kernel = 3)
    {
        var pad = kernel / 3;
        return Emitted(
            writer.Node(
                "MaxPool",
                [Read(x)],
                GraphWriter.Integers("kernel_shape", kernel, kernel),
                GraphWriter.Integers("strides", 2, 2),
                GraphWriter.Integers("pads", pad, pad, pad, pad)
            ),
            x.Channels
        );
    }

    /// <inheritdoc/>
    public OnnxValue AveragePool(OnnxValue x) =>
        Emitted(
            writer.Node(
                "AveragePool",
                [Read(x)],
                GraphWriter.Integers("kernel_shape", 2, 2),
                GraphWriter.Integers("strides", 2, 2)
            ),
            x.Channels
        );

    /// <inheritdoc/>
    public OnnxValue PoolTo(OnnxValue x, int bins) =>
        Emitted(
            bins == 1 ? writer.Node("GlobalAveragePool", [Read(x)]) : new CellMeans(writer, Read(x), bins).Write(),
            x.Channels
        );

    /// <inheritdoc/>
    public OnnxValue StretchTo(OnnxValue x, OnnxValue like)
    {
        var source = Read(x);
        var (kept, wanted) = (Sizes(source, 0), Sizes(Read(like), 2));
        var sizes = writer.Node("Concat", [kept, wanted], GraphWriter.Integer("axis", 0));
        return Emitted(
            writer.Node("Resize", [source, string.Empty, string.Empty, sizes.Output[0]], Bilinear),
            x.Channels
        );
    }

    /// <inheritdoc/>
    public OnnxValue Activate(OnnxValue x, Activation function) =>
        Emitted(ActivationNodes.Write(writer, Read(x), function), x.Channels);

    /// <inheritdoc/>
    public OnnxValue Add(OnnxValue a, OnnxValue b) => Emitted(writer.Node("Add", [Read(a), Read(b)]), a.Channels);

    /// <inheritdoc/>
    public OnnxValue Multiply(OnnxValue x, OnnxValue factor) =>
        Emitted(writer.Node("Mul", [Read(x), Read(factor)]), x.Channels);

    /// <inheritdoc/>
    public OnnxValue Concat(OnnxValue a, OnnxValue b) =>
        Emitted(writer.Node("Concat", [Read(a), Read(b)], GraphWriter.Integer("axis", 1)), a.Channels + b.Channels);

    /// <inheritdoc/>
    public OnnxValue UpsampleTo(OnnxValue x, OnnxValue like, int factor, Upsampling method = Upsampling.Nearest) =>
        Emitted(
            writer.Node(
                "Resize",
                [Read(x), string.Empty, writer.Initializer($"upsample.{factor}", [1, 1, factor, factor], 4)],
                method == Upsampling.Nearest ? Nearest : Bilinear
            ),
            x.Channels
        );

    /// <inheritdoc/>
    public int Channels(OnnxValue x) => x.Channels;

    private OnnxValue Convolve(OnnxValue x, Scope weights, long[] shape, bool bias, params AttributeProto[] attributes)
    {
        var convolution = new OpenConvolution(
            weights,
            shape,
            [.. Values(weights["weight"], shape.Aggregate(1, (product, side) => checked(product * (int)side)))],
            bias ? [.. Values(weights["bias"], (int)shape[0])] : null
        )
        {
            Node = writer.Node("Conv", [Read(x)], attributes),
        };
        var y = Emitted(convolution.Node, (int)shape[0]);
        open.Add(y.Name, convolution);
        return y;
    }

    private float[] Values(Scope name, int count) => weights.Read(name, count);

    private string PerChannel(Scope name, double[] factors) =>
        writer.Initializer(name.Path, [.. factors.Select(f => (float)f)], factors.Length, 1, 1);

    /// <summary>The first two or the last two of a map's four dimensions.</summary>
    private string Sizes(string map, int start)
    {
        var shape = writer.Node("Shape", [map]).Output[0];
        var places = writer.IntegerInitializer($"sizes.{start}", start, start + 1);
        return writer.Node("Gather", [shape, places]).Output[0];
    }

    private OnnxValue Emitted(NodeProto node, int channels)
    {
        _ = values.Add(node.Output[0]);
        return new(node.Output[0], channels);
    }

    private string Read(OnnxValue x)
    {
        if (!values.Contains(x.Name))
        {
            throw new InvalidOperationException(
                $"Value '{x.Name}' cannot be read: it is not of this graph, or a batch norm was folded into it."
            );
        }

        if (open.Remove(x.Name, out var convolution))
        {
            Close(convolution);
        }
        return x.Name;
    }

    private void Close(OpenConvolution convolution)
    {
        var name = convolution.Name;
        convolution.Node.Input.Add(writer.Initializer(name["weight"].Path, convolution.Kernel, convolution.Shape));
        if (convolution.Bias is { } bias)
        {
            convolution.Node.Input.Add(writer.Initializer(name["bias"].Path, bias, bias.Length));
        }
    }
}
