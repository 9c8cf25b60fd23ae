using Segment.Networks.Encoders;

namespace Segment.Networks.Decoders;

/// <summary>What a decoder gets.</summary>
/// <typeparam name="T">The interpreter's value.</typeparam>
/// <param name="Stages">What the maps are, finest first. Strides may repeat where steps of the encoder were left out.</param>
/// <param name="Maps">One map for each stage.</param>
/// <param name="Image">The network's input, (N, bands, H, W).</param>
public sealed record FeaturePyramid<T>(IReadOnlyList<FeatureStage> Stages, IReadOnlyList<T> Maps, T Image);
