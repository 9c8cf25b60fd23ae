using Segment.Networks.Decoders;
using Segment.Networks.Encoders;
using Segment.Networks.Ops;

namespace Segment.Networks;

/// <summary>
/// A semantic segmentation network: encoder, decoder and head, written once and run by any interpreter of
/// <see cref="IOps{T}"/>. It holds no weights.
/// </summary>
public sealed class SegmentationNetwork
{
    /// <summary>The smallest height and width, in pixels, that every network takes.</summary>
    public const int MinimumSize = 8;

    private SegmentationNetwork(NetworkSpec spec)
    {
        Spec = spec;
        Encoder = EncoderCatalog.Get(spec.BackboneModel);
        Decoder = DecoderCatalog.Get(spec.ModelType).With(spec);
        IsDilated = Decoder.OutputStride < Encoder.Stages[^1].Stride && Encoder.CanDilate;
        Stages = IsDilated
            ? [.. Encoder.Stages.Select(s => s with { Stride = Math.Min(s.Stride, Decoder.OutputStride!.Value) })]
            : Encoder.Stages;
        var reach = Apply(new ReceptiveFieldOps(), PixelReach.Image(spec.Bands));
        (ReceptiveFieldRadius, HasGlobalView) = (reach.Radius, reach.IsGlobal);
    }

    /// <summary>Gets what was asked for.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>Gets the backbone.</summary>
    public Encoder Encoder { get; }

    /// <summary>Gets the decoder.</summary>
    public Decoder Decoder { get; }

    /// <summary>
    /// Gets the input pixels per pixel of the coarsest map. Shifting the image by a multiple of it shifts the logits
    /// by as much, so tiles start at multiples of it; an exported graph takes heights and widths that are multiples of it.
    /// </summary>
    public int Stride => Stages[^1].Stride;

    /// <summary>Gets the feature maps as the decoder gets them, finest first.</summary>
    public IReadOnlyList<FeatureStage> Stages { get; }

    /// <summary>
    /// Gets a value indicating whether the logits depend on means over the whole tile, besides the pixels within
    /// <see cref="ReceptiveFieldRadius"/>. Then tiles never agree wholly, whatever the padding: blend them.
    /// </summary>
    public bool HasGlobalView { get; }

    /// <summary>Gets a value indicating whether the encoder's last steps are replaced by dilation.</summary>
    private bool IsDilated { get; }

    /// <summary>
    /// Gets how far apart, in rows or columns, a logit and an image pixel that influences it can be: an exact bound,
    /// from <see cref="ReceptiveFieldOps"/>. Means over the whole tile are not counted. With that much padding (and tiles at multiples of <see cref="Stride"/>),
    /// the logits of a tile equal those of the whole scene, unless the network <see cref="HasGlobalView"/>.
    /// </summary>
    public int ReceptiveFieldRadius { get; }

    /// <summary>Builds a network.</summary>
    /// <param name="spec">Which one.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">The specification has problems; the message lists them all.</exception>
    public static SegmentationNetwork Create(NetworkSpec spec)
    {
        var problems = string.Join(" ", spec.Problems());
        return problems.Length == 0
            ? new SegmentationNetwork(spec)
            : throw new ArgumentException(problems, nameof(spec));
    }

    /// <summary>Computes the logits.</summary>
    /// <typeparam name="T">The interpreter's value.</typeparam>
    /// <param name="ops">The interpreter.</param>
    /// <param name="image">The image, (N, bands, H, W), normalized; H and W at least <see cref="MinimumSize"/>.</param>
    /// <returns>The logits, (N, classes, H, W).</returns>
    public T Apply<T>(IOps<T> ops, T image)
    {
        var root = new Scope(string.Empty);
        var pyramid = new FeaturePyramid<T>(Stages, Encode(ops, root["encoder"], image), image);
        var x = Decoder.Apply(ops, root["decoder"], pyramid);
        x = ops.Conv(x, root["segmentation_head"][0], Spec.Classes, Decoder.HeadKernel, bias: true);
        var stride = Decoder.ResultStride(Stages);
        return stride > 1 ? ops.UpsampleTo(x, image, stride, Upsampling.Bilinear) : x;
    }

    /// <summary>Lists the parameters and counts the work, for one image of the given size.</summary>
    /// <param name="height">Height, in pixels, at least <see cref="MinimumSize"/>.</param>
    /// <param name="width">Width, in pixels, at least <see cref="MinimumSize"/>.</param>
    /// <returns>The interpreter after its run.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is too small.</exception>
    public ShapeOps Declare(int height = 64, int width = 64)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, MinimumSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, MinimumSize);
        var ops = new ShapeOps();
        _ = Apply(ops, new MapShape(Spec.Bands, height, width));
        return ops;
    }

    private T[] Encode<T>(IOps<T> ops, Scope weights, T image) =>
        IsDilated
            ?
            [
                .. Encoder
                    .Apply(new DilatedOps<T>(ops, Decoder.OutputStride!.Value), weights, new Dilated<T>(image, 1, 1))
                    .Select(map => map.Value),
            ]
            : Encoder.Apply(ops, weights, image);
}
