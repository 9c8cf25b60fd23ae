using Segment.Trainer.Options;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Mixing;

/// <summary>A way to make new training chips of two.</summary>
/// <param name="Name">Stable name, the word of the command line.</param>
/// <param name="Source">The paper.</param>
/// <param name="IsAsked">Whether the options ask for it.</param>
/// <param name="Apply">
/// From an image (N, bands, H, W), its labels, int64 (N, H, W) with 255 = ignore, and chance, a batch of the same size.
/// </param>
internal sealed record BatchMix(
    string Name,
    string Source,
    Func<ObjectiveOptions, bool> IsAsked,
    Func<Tensor, Tensor, Random, MixedBatch> Apply
);
