namespace Segment.PackageFormat.Onnx;

/// <summary>
/// The operators of a segmentation network. What is left out on purpose: control flow (If, Loop, Scan), random numbers,
/// and operators that make a large tensor of a small one (ConstantOfShape, Expand, Tile, Range).
/// </summary>
/// <remarks>Source: <see href="https://onnx.ai/onnx/operators/"/>.</remarks>
internal static class AllowedOperators
{
    private const string Convolutions =
        "Conv ConvTranspose Gemm MatMul MaxPool AveragePool GlobalAveragePool GlobalMaxPool Resize DepthToSpace SpaceToDepth";

    private const string Activations =
        "Relu LeakyRelu PRelu Elu Celu Selu Sigmoid HardSigmoid HardSwish Swish Mish Gelu Softplus Tanh Erf Clip Softmax LogSoftmax";

    private const string Arithmetic =
        "Add Sub Mul Div Neg Abs Pow Sqrt Reciprocal Exp Log Min Max Mean Sum Floor Ceil Round "
        + "Equal Greater GreaterOrEqual Less LessOrEqual And Or Not Where IsNaN";

    private const string Shapes =
        "Cast Concat Constant Flatten Gather Identity Pad Reshape Shape Slice Split Squeeze Transpose Unsqueeze";

    private const string Reductions = "ArgMax ReduceMax ReduceMean ReduceMin ReduceSum";

    private const string Normalisations =
        "BatchNormalization GroupNormalization InstanceNormalization LayerNormalization";

    private const string Quantisation = "QuantizeLinear DequantizeLinear DynamicQuantizeLinear";

    /// <summary>Gets the names, all of the standard operator set.</summary>
    public static IReadOnlySet<string> Names { get; } =
        new[] { Convolutions, Activations, Arithmetic, Shapes, Reductions, Normalisations, Quantisation }
            .SelectMany(names => names.Split(' '))
            .ToHashSet(StringComparer.Ordinal);
}
