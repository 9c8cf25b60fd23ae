using Segment.PackageFormat;

namespace Segment.TrainingData.Splitting;

/// <summary>Says how far validation and test stood apart from training, alike wherever it is shown.</summary>
public static class SplitText
{
    /// <summary>Writes whether training has seen what is scored.</summary>
    /// <param name="proof">The split's figures.</param>
    /// <param name="heldPixels">Validation and test pixels together.</param>
    /// <returns>One sentence.</returns>
    public static string Leakage(SplitProof proof, long heldPixels)
    {
        var held = proof.TestChips > 0 ? "validation or test" : "validation";
        return proof.SharedPixels == 0
            ? $"No {held} pixel lies in a training chip; the nearest training chip is {proof.GapPixels} px away."
            : $"Training has seen {SeenShare(proof, heldPixels) * 100:0.#} % of the {held} pixels: the scores flatter the network, and a new place "
                + "will be answered worse.";
    }

    /// <summary>Gets the share of the held-out pixels that lie in a training chip.</summary>
    /// <param name="proof">The split's figures.</param>
    /// <param name="heldPixels">Validation and test pixels together.</param>
    /// <returns>0–1.</returns>
    public static double SeenShare(SplitProof proof, long heldPixels) =>
        proof.SharedPixels / (double)Math.Max(1, heldPixels);
}
