using Segment.Networks.Ops;
using Segment.PackageFormat.Onnx;

namespace Segment.Exporter;

/// <summary>Writes an activation as nodes of ONNX's opset 17, in the form that ONNX Runtime fuses.</summary>
internal static class ActivationNodes
{
    // Hard sigmoid is min(max(alpha · x + beta, 0), 1); ONNX's own default of alpha is 0.2.
    private const float HardSigmoidAlpha = 1f / 6;
    private const float HardSigmoidBeta = 0.5f;

    /// <summary>Appends the nodes.</summary>
    /// <param name="writer">Where they go.</param>
    /// <param name="x">The input's name.</param>
    /// <param name="function">Which function.</param>
    /// <returns>The last node.</returns>
    public static NodeProto Write(GraphWriter writer, string x, Activation function) =>
        function switch
        {
            Activation.Relu => writer.Node("Relu", [x]),
            Activation.Relu6 => writer.Node("Clip", [x, Constant(writer, 0), Constant(writer, 6)]),
            Activation.HardSwish => writer.Node("HardSwish", [x]),
            Activation.HardSigmoid => writer.Node(
                "HardSigmoid",
                [x],
                GraphWriter.Number("alpha", HardSigmoidAlpha),
                GraphWriter.Number("beta", HardSigmoidBeta)
            ),
            Activation.Sigmoid => writer.Node("Sigmoid", [x]),
            Activation.Silu => writer.Node("Mul", [x, writer.Node("Sigmoid", [x]).Output[0]]),
            Activation.Gelu => Gelu(writer, x),
            _ => throw new ArgumentOutOfRangeException(nameof(function), function, "No such function."),
        };

    /// <summary>x · ½ · (1 + erf(x / √2)); ONNX has the operator itself only from opset 20 on.</summary>
    private static NodeProto Gelu(GraphWriter writer, string x)
    {
        var scaled = writer.Node("Div", [x, Constant(writer, MathF.Sqrt(2))]);
        var error = writer.Node("Erf", [scaled.Output[0]]);
        var share = writer.Node("Add", [error.Output[0], Constant(writer, 1)]);
        var product = writer.Node("Mul", [x, share.Output[0]]);
        return writer.Node("Mul", [product.Output[0], Constant(writer, 0.5f)]);
    }

    private static string Constant(GraphWriter writer, float value) =>
        writer.Initializer(FormattableString.Invariant($"constant.{value}"), [value]);
}
