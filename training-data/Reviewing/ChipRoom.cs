using Segment.PackageFormat;

namespace Segment.TrainingData.Reviewing;

/// <summary>How many chips of each model fit on a page.</summary>
internal static class ChipRoom
{
    // A page of ten models stays under 15 MB; base64 makes four characters of three bytes.
    private const long MostBytes = 8_000_000;

    /// <summary>The most that the trainer keeps of the best, and of the worst.</summary>
    private const int MostPerSide = ModelReview.MaxChips / 2;

    /// <summary>Finds how many of the best chips, and how many of the worst, of each model are shown.</summary>
    /// <param name="models">The models.</param>
    /// <returns>A number from 0.</returns>
    public static int ChipsPerSide(IReadOnlyList<ReviewedModel> models)
    {
        var perSide = MostPerSide;
        while (perSide > 0 && models.Sum(m => Shown(m.Review, perSide).Sum(c => (long)c.Planes.Length)) > MostBytes)
        {
            perSide--;
        }

        return perSide;
    }

    /// <summary>Chooses the chips that are shown.</summary>
    /// <param name="review">A model's review; null where there is none.</param>
    /// <param name="perSide">How many of the best, and of the worst.</param>
    /// <returns>The chips, best first.</returns>
    public static IReadOnlyList<ReviewChip> Shown(ModelReview? review, int perSide) =>
        review is null || review.Chips.Count <= 2 * perSide
            ? review?.Chips ?? []
            : [.. review.Chips.Take(perSide), .. review.Chips.TakeLast(perSide)];
}
