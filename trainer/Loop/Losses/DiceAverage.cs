using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Losses;

/// <summary>A way to average Dice over the classes.</summary>
/// <param name="Name">Stable name, the word of the command line.</param>
/// <param name="Mean">
/// From the overlap Σ p·g, the mass Σ p + Σ g and the truth Σ g of each class, float32 (classes), and each class's
/// weight, the mean Dice, one float32; 1 where no pixel is labelled.
/// </param>
internal sealed record DiceAverage(string Name, Func<Tensor, Tensor, Tensor, Tensor, Tensor> Mean);
