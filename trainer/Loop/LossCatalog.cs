using F = TorchSharp.torch.nn.functional;

namespace Segment.Trainer.Loop;

/// <summary>Every loss a network can be trained with.</summary>
internal static class LossCatalog
{
    /// <summary>The label of a pixel that takes no part.</summary>
    public const byte Ignore = byte.MaxValue;

    /// <summary>Gets all losses.</summary>
    public static IReadOnlyList<Loss> All { get; } =
    [
        new(
            "cross-entropy",
            "Goodfellow et al. 2016, Deep Learning, section 6.2.2.3, https://www.deeplearningbook.org",
            (logits, labels) => F.cross_entropy(logits, labels, ignore_index: Ignore)
        ),
    ];

    /// <summary>Gets the loss that is used unless another is asked for.</summary>
    public static Loss Default => All[0];
}
