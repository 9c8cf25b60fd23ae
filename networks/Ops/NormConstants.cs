namespace Segment.Networks.Ops;

/// <summary>What every interpreter of <see cref="IOps{T}.BatchNorm"/> and <see cref="IOps{T}.LayerNorm"/> uses.</summary>
public static class NormConstants
{
    /// <summary>
    /// Added to a batch norm's variance before its root is taken. PyTorch's default, which most published checkpoints were
    /// trained with (<see href="https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html"/>).
    /// </summary>
    public const float BatchEpsilon = 1e-5f;

    /// <summary>
    /// The same for MobileNetV3 (<see href="https://arxiv.org/abs/1905.02244"/>): TensorFlow's default, which its published
    /// checkpoints keep.
    /// </summary>
    public const float MobileEpsilon = 1e-3f;

    /// <summary>
    /// Added to a layer norm's variance: ConvNeXt's value (<see href="https://arxiv.org/abs/2201.03545"/>, reference
    /// implementation), the only network here with layer norms.
    /// </summary>
    public const float LayerEpsilon = 1e-6f;

    /// <summary>The share of a batch's statistics that goes into the running ones at each training step; PyTorch's default.</summary>
    public const double Momentum = 0.1;
}
