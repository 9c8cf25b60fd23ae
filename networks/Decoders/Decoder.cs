using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks.Decoders;

/// <summary>A named way to turn a pyramid of feature maps into one map at the image's resolution.</summary>
/// <param name="name">Stable public name, such as <c>unet</c>.</param>
/// <param name="source">The paper or reference implementation.</param>
public abstract class Decoder(string name, string source)
{
    /// <summary>Gets the stable public name.</summary>
    public string Name { get; } = name;

    /// <summary>Gets the paper or reference implementation.</summary>
    public string Source { get; } = source;

    /// <summary>Combines the feature maps. It depends on the stages alone, never on the encoder's name.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="weights">Root of the decoder's parameters.</param>
    /// <param name="stages">What the maps are, finest first.</param>
    /// <param name="maps">One map per stage.</param>
    /// <param name="image">The network's input, (N, bands, H, W), which gives the size of the result.</param>
    /// <returns>(N, channels of the decoder's choice, H, W).</returns>
    public abstract T Apply<T>(
        IOps<T> ops,
        Scope weights,
        IReadOnlyList<FeatureStage> stages,
        IReadOnlyList<T> maps,
        T image
    );
}
