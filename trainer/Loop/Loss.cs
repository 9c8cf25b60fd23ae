using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>What training lowers.</summary>
/// <param name="Name">Stable name.</param>
/// <param name="Source">The paper or definition.</param>
/// <param name="Mean">
/// From logits, float32 (N, classes, H, W), and labels, int64 (N, H, W) with 255 = ignore, the mean over the labelled
/// pixels; NaN where there is none.
/// </param>
internal sealed record Loss(string Name, string Source, Func<Tensor, Tensor, Tensor> Mean);
