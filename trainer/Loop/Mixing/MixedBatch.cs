using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Mixing;

/// <summary>A batch of chips made of two.</summary>
/// <param name="Image">(N, bands, H, W).</param>
/// <param name="Targets">Labels, int64 (N, H, W) with 255 = ignore, and the share of the loss that each has; shares add up to 1.</param>
internal sealed record MixedBatch(Tensor Image, IReadOnlyList<(Tensor Labels, double Share)> Targets);
