namespace Segment.Networks.Ops;

/// <summary>A function of one value.</summary>
public enum Activation
{
    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>min(max(x, 0), 6); <see href="https://arxiv.org/abs/1801.04381">MobileNetV2</see>.</summary>
    Relu6,

    /// <summary>x · hard sigmoid(x); <see href="https://arxiv.org/abs/1905.02244">MobileNetV3</see>, section 5.2.</summary>
    HardSwish,

    /// <summary>min(max(x / 6 + ½, 0), 1).</summary>
    HardSigmoid,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,

    /// <summary>x · sigmoid(x), also called swish; <see href="https://arxiv.org/abs/1606.08415"/>.</summary>
    Silu,

    /// <summary>x · Φ(x), Φ the normal distribution, without approximation; <see href="https://arxiv.org/abs/1606.08415"/>.</summary>
    Gelu,
}
