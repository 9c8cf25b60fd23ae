using Segment.Runtime.Assessment;

namespace Segment.Runtime.Tests.Assessment;

public sealed class DisagreementTests
{
    [Fact]
    public void Amounts_and_places_are_told_apart()
    {
        // Mapped 0.5 and 0.5; found 0.3 and 0.7: 0.2 of the area is too much of the first class. Of the 0.3 that differ, 0.1
        // remain, which trading places would set right.
        double[,] shares =
        {
            { 0.25, 0.25 },
            { 0.05, 0.45 },
        };

        var disagreement = Disagreement.Of(shares);

        Assert.Equal(0.2, disagreement.Quantity, 12);
        Assert.Equal(0.1, disagreement.Allocation, 12);
    }

    [Fact]
    public void Together_they_are_what_is_wrong() =>
        Gen.Long[0, 1000]
            .Array[9]
            .Where(counts => counts.Sum() > 0)
            .Sample(counts =>
            {
                var matrix = ConfusionMatrix.FromRows([.. counts.Chunk(3)]);
                var shares = Disagreement.Proportions(matrix);
                var (quantity, allocation) = Disagreement.Of(shares);

                Assert.True(quantity >= 0 && allocation >= -1e-12);
                Assert.Equal(1 - matrix.Accuracy, quantity + allocation, 9);
                Assert.Equal(matrix.Kappa, Disagreement.Kappa(shares), 9);
            });
}
