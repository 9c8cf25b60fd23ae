using Segment.Trainer.Loop.Losses;
using TorchSharp;

namespace Segment.Trainer.Loop;

/// <summary>Every loss a network can be trained with.</summary>
internal static class LossCatalog
{
    /// <summary>The label of a pixel that takes no part.</summary>
    public const byte Ignore = byte.MaxValue;

    /// <summary>Gets all losses; the first is the default.</summary>
    public static IReadOnlyList<LossKind> All { get; } =
    [
        new(
            "cross-entropy",
            "Goodfellow et al. 2016, Deep Learning, section 6.2.2.3, https://www.deeplearningbook.org",
            CrossEntropyLoss.Create
        ),
        new("focal", "Lin et al. 2017, https://arxiv.org/abs/1708.02002", FocalLoss.Create),
        new("dice", "Milletari et al. 2016, https://arxiv.org/abs/1606.04797", DiceLoss.Create),
    ];

    /// <summary>Gets the loss that is used unless another is asked for.</summary>
    public static Loss Default { get; } = CrossEntropyLoss.Create(new LossSettings([]));

    /// <summary>Mixes a loss with Dice: (1 − f) · loss + f · Dice, as ArcGIS has it.</summary>
    /// <param name="kind">The loss.</param>
    /// <param name="diceFraction">f, 0–1.</param>
    /// <param name="settings">What both are told.</param>
    /// <returns>The loss.</returns>
    public static Loss Create(LossKind kind, double diceFraction, LossSettings settings)
    {
        var (first, dice) = (kind.Create(settings), DiceLoss.Create(settings));
        if (diceFraction == 0)
        {
            return first;
        }

        return new Loss(
            $"{1 - diceFraction:0.##} × {first.Name} + {diceFraction:0.##} × dice",
            (logits, labels) =>
            {
                using Scalar rest = 1 - diceFraction;
                using Scalar share = diceFraction;
                using var scope = TorchSharp.torch.NewDisposeScope();
                return first
                    .Mean(logits, labels)
                    .mul(rest)
                    .add(dice.Mean(logits, labels), share)
                    .MoveToOuterDisposeScope();
            }
        );
    }
}
