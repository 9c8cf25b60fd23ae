namespace Segment.Runtime.Tests;

public sealed class ClassIndexTests
{
    [Fact]
    public void The_greatest_logit_wins_and_of_equals_the_lowest_index() =>
        (
            from classes in Gen.Int[1, 254]
            from length in Gen.Int[1, 150]
            from before in Gen.Int[0, 20]
            from after in Gen.Int[0, 20]
            from seed in Gen.Int
            select (classes, length, before, after, seed)
        ).Sample(
            c =>
            {
                var random = new Random(c.seed);
                var plane = c.before + c.length + c.after;
                var logits = new float[c.classes * plane];
                foreach (ref var logit in logits.AsSpan())
                {
                    // Few values, so that ties are common.
                    logit = random.Next(-5, 5);
                }

                var expected = new byte[c.length];
                for (var i = 0; i < c.length; i++)
                {
                    var column = Enumerable
                        .Range(0, c.classes)
                        .Select(k => logits[(k * plane) + c.before + i])
                        .ToList();
                    expected[i] = (byte)column.IndexOf(column.Max());
                }

                var index = new byte[c.length];
                Assert.True(ClassIndex.Find(logits, plane, c.before, c.classes, index));
                Assert.Equal(expected, index);
            },
            iter: 200
        );

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_pixel_without_finite_logits_is_told(float bad)
    {
        for (var at = 0; at < 100; at++)
        {
            var logits = new float[3 * 100];
            Assert.True(ClassIndex.Find(logits, 100, 0, 3, new byte[100]));
            logits[at] = logits[100 + at] = logits[200 + at] = bad;

            Assert.False(ClassIndex.Find(logits, 100, 0, 3, new byte[100]));
        }
    }

    [Fact]
    public void Pixels_without_data_become_NoData() =>
        Gen.Byte[0, 1]
            .Array[1, 200]
            .Sample(valid =>
            {
                var index = Enumerable.Range(0, valid.Length).Select(i => (byte)(i % 254)).ToArray();
                ClassIndex.Mask(valid, index);
                Assert.Equal(valid.Select((v, i) => v == 0 ? (byte)255 : (byte)(i % 254)), index);
            });
}
