using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>A named way to turn a pyramid of feature maps into one map, from which the head makes the logits.</summary>
/// <param name="name">Stable public name, such as <c>unet</c>; the network's model type.</param>
/// <param name="source">The paper or reference implementation.</param>
public abstract class Decoder(string name, string source)
{
    /// <summary>Gets the stable public name.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the paper or reference implementation.</summary>
    public string Source { get; } = source;

    /// <summary>
    /// Gets the coarsest stride at which the encoder's maps are wanted: later steps are left out and made up for by
    /// dilation, where the encoder can. Null: the encoder's own strides.
    /// </summary>
    public virtual int? OutputStride => null;

    /// <summary>Gets the side, in pixels, of the head's kernel.</summary>
    public virtual int HeadKernel => 3;

    /// <summary>Gets a value indicating whether <see cref="NetworkSpec.PyramidSizes"/> matter.</summary>
    public virtual bool PoolsPyramids => false;

    /// <summary>Gets the decoder with the options of a network.</summary>
    /// <param name="spec">The network.</param>
    /// <returns>A decoder of the same name.</returns>
    public virtual Decoder With(NetworkSpec spec) => this;

    /// <summary>Gets the stride of what <see cref="Apply"/> yields.</summary>
    /// <param name="stages">What the maps are, finest first.</param>
    /// <returns>Input pixels per pixel of the result; the logits are enlarged by as much.</returns>
    public abstract int ResultStride(IReadOnlyList<FeatureStage> stages);

    /// <summary>Combines the feature maps. It depends on the stages alone, never on the encoder's name.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="weights">Root of the decoder's parameters.</param>
    /// <param name="pyramid">The feature maps.</param>
    /// <returns>(N, channels of the decoder's choice, ceil(H / s), ceil(W / s)), s = <see cref="ResultStride"/>.</returns>
    public abstract T Apply<T>(IOps<T> ops, Scope weights, FeaturePyramid<T> pyramid);
}
