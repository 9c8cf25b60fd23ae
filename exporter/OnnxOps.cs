using Google.Protobuf.Collections;
using Segment.Networks.Ops;
using Segment.PackageFormat;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter;

/// <summary>
/// Writes the nodes and initializers of an ONNX graph (opset 17). Each batch norm is folded into the convolution before
/// it, so none is left in the graph. Heights and widths must be multiples of the network's stride when it runs.
/// </summary>
public sealed class OnnxOps : IOps<OnnxValue>
{
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
        var source = Read(x);
        foreach (var node in writer.Graph.Node)
        {
            Rename(node.Input, source, name);
            Rename(node.Output, source, name);
        }

        writer.Graph.Output.Add(GraphWriter.Images(name, x.Channels));
        return writer.Graph;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weights have another number of values.</exception>
    /// <exception cref="SegmentDataException">A weight is not finite.</exception>
    public OnnxValue Conv(OnnxValue x, Scope weights, int channels, int kernel, int stride = 1, bool bias = false)
    {
        var convolution = new OpenConvolution(
            weights,
            [channels, x.Channels, kernel, kernel],
            [.. this.weights.Read(weights["weight"], channels * x.Channels * kernel * kernel)],
            bias ? [.. this.weights.Read(weights["bias"], channels)] : null
        );
        var pad = kernel / 2;
        convolution.Node = writer.Node(
            "Conv",
            [Read(x)],
            GraphWriter.Integers("kernel_shape", kernel, kernel),
            GraphWriter.Integers("strides", stride, stride),
            GraphWriter.Integers("pads", pad, pad, pad, pad)
        );
        var y = Emitted(convolution.Node, channels);
        open.Add(y.Name, convolution);
        return y;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The value is no convolution's, or something has read it already.</exception>
    /// <exception cref="ArgumentException">The weights have another number of values.</exception>
    /// <exception cref="SegmentDataException">A weight is not finite, or a variance is negative.</exception>
    public OnnxValue BatchNorm(OnnxValue x, Scope weights)
    {
        if (!open.Remove(x.Name, out var convolution))
        {
            throw new InvalidOperationException(
                $"Batch norm '{weights.Path}' cannot be folded: it does not directly follow a convolution that nothing else reads."
            );
        }

        convolution.Fold(this.weights, weights);
        _ = values.Remove(x.Name);
        convolution.Node.Output[0] = $"{x.Name}_norm"; // A later reader of the bare convolution is refused.
        var y = Emitted(convolution.Node, x.Channels);
        Close(convolution);
        return y;
    }

    /// <inheritdoc/>
    public OnnxValue MaxPool(OnnxValue x) =>
        Emitted(
            writer.Node(
                "MaxPool",
                [Read(x)],
                GraphWriter.Integers("kernel_shape", 3, 3),
                GraphWriter.Integers("strides", 2, 2),
                GraphWriter.Integers("pads", 1, 1, 1, 1)
            ),
            x.Channels
        );

    /// <inheritdoc/>
    public OnnxValue Relu(OnnxValue x) => Emitted(writer.Node("Relu", [Read(x)]), x.Channels);

    /// <inheritdoc/>
    public OnnxValue Add(OnnxValue a, OnnxValue b) => Emitted(writer.Node("Add", [Read(a), Read(b)]), a.Channels);

    /// <inheritdoc/>
    public OnnxValue Concat(OnnxValue a, OnnxValue b) =>
        Emitted(writer.Node("Concat", [Read(a), Read(b)], GraphWriter.Integer("axis", 1)), a.Channels + b.Channels);

    /// <inheritdoc/>
    public OnnxValue UpsampleTo(OnnxValue x, OnnxValue like, int factor) =>
        Emitted(
            writer.Node(
                "Resize",
                [Read(x), string.Empty, writer.Initializer($"upsample.{factor}", [1, 1, factor, factor], 4)],
                GraphWriter.Text("mode", "nearest"),
                GraphWriter.Text("coordinate_transformation_mode", "asymmetric"),
                GraphWriter.Text("nearest_mode", "floor")
            ),
            x.Channels
        );

    /// <inheritdoc/>
    public int Channels(OnnxValue x) => x.Channels;

    private static void Rename(RepeatedField<string> names, string from, string to)
    {
        for (var i = 0; i < names.Count; i++)
        {
            names[i] = names[i] == from ? to : names[i];
        }
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
