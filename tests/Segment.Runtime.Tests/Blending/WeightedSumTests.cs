using Segment.Runtime.Pipeline.Blending;

namespace Segment.Runtime.Tests.Blending;

public sealed class WeightedSumTests
{
    [Fact]
    public void Sums_are_products_rounded_one_by_one_and_the_order_does_not_matter() =>
        (
            from terms in Gen.Select(Gen.Float[0, 1].Array[77], Gen.Int[0, 65025].Array[77]).Array[1, 4]
            select terms
        ).Sample(
            terms =>
            {
                var (forth, back) = (new ushort[77], new ushort[77]);
                foreach (var (probabilities, weights) in terms)
                {
                    WeightedSum.Add(probabilities, Weights(weights, terms.Length), forth);
                }

                foreach (var (probabilities, weights) in terms.Reverse())
                {
                    WeightedSum.Add(probabilities, Weights(weights, terms.Length), back);
                }

                Assert.Equal(forth, back);
                for (var i = 0; i < 77; i++)
                {
                    var exact = terms.Sum(term =>
                        Math.Floor((term.Item1[i] * Weights(term.Item2, terms.Length)[i]) + 0.5f)
                    );
                    Assert.Equal(exact, forth[i]);
                }
            },
            iter: 200
        );

    [Fact]
    public void A_class_that_all_tiles_are_sure_of_is_certain()
    {
        var sums = new ushort[33];
        foreach (var weight in new float[] { 255 * 100, 255 * 155 })
        {
            WeightedSum.Add([.. Enumerable.Repeat(1f, 33)], [.. Enumerable.Repeat(weight, 33)], sums);
        }

        Assert.All(sums, sum => Assert.Equal(SumsPool.One, sum));
    }

    private static float[] Weights(int[] weights, int terms) => [.. weights.Select(w => (float)(w / terms))];
}
