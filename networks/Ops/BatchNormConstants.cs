namespace Segment.Networks.Ops;

/// <summary>What every interpreter of <see cref="IOps{T}.BatchNorm"/> uses.</summary>
public static class BatchNormConstants
{
    /// <summary>
    /// Added to the variance before its root is taken. PyTorch's default, which the published checkpoints were trained with
    /// (<see href="https://docs.pytorch.org/docs/stable/generated/torch.nn.BatchNorm2d.html"/>).
    /// </summary>
    public const float Epsilon = 1e-5f;

    /// <summary>The share of a batch's statistics that goes into the running ones at each training step; PyTorch's default.</summary>
    public const double Momentum = 0.1;
}
