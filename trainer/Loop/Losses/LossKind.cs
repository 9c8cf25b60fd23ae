namespace Segment.Trainer.Loop.Losses;

/// <summary>A kind of loss.</summary>
/// <param name="Name">Stable name, the word of the command line.</param>
/// <param name="Source">The paper or definition.</param>
/// <param name="Create">Makes the loss of a training; see <see cref="Loss.Mean"/> for what it computes.</param>
internal sealed record LossKind(string Name, string Source, Func<LossSettings, Loss> Create);
