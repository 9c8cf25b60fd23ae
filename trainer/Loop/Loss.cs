using static TorchSharp.torch;

namespace Segment.Trainer.Loop;

/// <summary>What training lowers.</summary>
/// <param name="Name">What the user reads, such as <c>focal</c>.</param>
/// <param name="Mean">
/// From logits, float32 (N, classes, H, W), and labels, int64 (N, H, W) with 255 = ignore, the mean over the labelled
/// pixels, one float32; 0 where there is none. A pixel that is ignored gets no gradient.
/// </param>
internal sealed record Loss(string Name, Func<Tensor, Tensor, Tensor> Mean);
