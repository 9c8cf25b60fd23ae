using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Loop.Losses;

/// <summary>Every way to average Dice over the classes; ArcGIS's names, and its default.</summary>
internal static class DiceAverageCatalog
{
    // Scalars are held: see TorchOps.
    private static readonly Scalar Two = 2;
    private static readonly Scalar Zero = 0;
    private static readonly Scalar Tiny = 1e-6f;

    /// <summary>
    /// Gets all ways: over all pixels at once; the plain mean over the classes that the batch holds; their mean weighted
    /// by <see cref="ClassWeights"/>, after Sudre et al. 2017, https://arxiv.org/abs/1707.03237.
    /// </summary>
    public static IReadOnlyList<DiceAverage> All { get; } =
    [
        new("micro", (overlap, mass, _, _) => Ratio(overlap.sum(), mass.sum())),
        new("macro", (overlap, mass, truth, _) => OverClasses(Ratio(overlap, mass), Present(truth))),
        new(
            "weighted",
            (overlap, mass, truth, weights) => OverClasses(Ratio(overlap, mass), Present(truth).mul(weights))
        ),
    ];

    /// <summary>Gets the way that is used unless another is asked for.</summary>
    public static DiceAverage Default => All[0];

    private static Tensor Ratio(Tensor overlap, Tensor mass) => overlap.mul(Two).add(Tiny).div(mass.add(Tiny));

    private static Tensor Present(Tensor truth) => truth.gt(Zero).to_type(ScalarType.Float32);

    private static Tensor OverClasses(Tensor dice, Tensor weights) =>
        dice.mul(weights).sum().add(Tiny).div(weights.sum().add(Tiny));
}
