namespace Segment.Trainer.Loop.Mixing;

/// <summary>Every way to make new training chips of two.</summary>
internal static class BatchMixCatalog
{
    /// <summary>Gets all ways.</summary>
    public static IReadOnlyList<BatchMix> All { get; } =
    [
        new(
            "mixup",
            "Zhang et al. 2018, mixup: beyond empirical risk minimization, https://arxiv.org/abs/1710.09412",
            o => o.Mixup,
            Mixup.Apply
        ),
        new("cutmix", "Yun et al. 2019, CutMix, https://arxiv.org/abs/1905.04899", o => o.CutMix, CutMix.Apply),
    ];
}
