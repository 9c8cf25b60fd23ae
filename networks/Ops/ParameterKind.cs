namespace Segment.Networks.Ops;

/// <summary>What a parameter does, and so how it starts and whether it is learned.</summary>
public enum ParameterKind
{
    /// <summary>A convolution's kernel, (out, in, kernel, kernel). Learned.</summary>
    ConvolutionWeight,

    /// <summary>A convolution's constant, (out). Learned; starts at 0.</summary>
    ConvolutionBias,

    /// <summary>A norm's scale, (C). Learned; starts at 1.</summary>
    NormWeight,

    /// <summary>A norm's shift, (C). Learned; starts at 0.</summary>
    NormBias,

    /// <summary>
    /// A factor for each channel of a residual branch, (C, 1, 1). Learned; starts at 1e-6, so that a deep network begins as
    /// the identity (<see href="https://arxiv.org/abs/2103.17239">CaiT</see>, section 2, with ConvNeXt's start).
    /// </summary>
    LayerScale,

    /// <summary>A batch norm's running mean, (C). Observed, not learned; starts at 0.</summary>
    RunningMean,

    /// <summary>A batch norm's running variance, (C). Observed, not learned; starts at 1.</summary>
    RunningVariance,
}
