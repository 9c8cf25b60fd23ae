namespace Segment.Networks.Ops;

/// <summary>What a parameter does, and so how it starts and whether it is learned.</summary>
public enum ParameterKind
{
    /// <summary>A convolution's kernel, (out, in, kernel, kernel). Learned.</summary>
    ConvolutionWeight,

    /// <summary>A convolution's constant, (out). Learned; starts at 0.</summary>
    ConvolutionBias,

    /// <summary>A batch norm's scale, (C). Learned; starts at 1.</summary>
    NormWeight,

    /// <summary>A batch norm's shift, (C). Learned; starts at 0.</summary>
    NormBias,

    /// <summary>A batch norm's running mean, (C). Observed, not learned; starts at 0.</summary>
    RunningMean,

    /// <summary>A batch norm's running variance, (C). Observed, not learned; starts at 1.</summary>
    RunningVariance,
}
