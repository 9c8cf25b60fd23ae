using Segment.Runtime.Pipeline;

namespace Segment.Runtime.Tests;

public sealed class BatchPartsTests
{
    [Fact]
    public void A_batch_that_does_not_fit_is_halved_until_it_does_and_every_tile_runs_once() =>
        (from capacity in Gen.Int[1, 40] from room in Gen.Int[1, 40] select (capacity, room)).Sample(c =>
        {
            var parts = new BatchParts(c.capacity);
            var runs = new int[c.capacity];
            for (var batch = 1; batch <= 2; batch++)
            {
                parts.Run(
                    (first, count) =>
                    {
                        if (count > c.room)
                        {
                            throw new InvalidOperationException("CUDA failure 2: out of memory");
                        }

                        foreach (ref var run in runs.AsSpan(first, count))
                        {
                            run++;
                        }
                    }
                );
                Assert.All(runs, run => Assert.Equal(batch, run));
            }

            Assert.InRange(parts.Size, 1, c.room);
        });

    [Fact]
    public void Other_failures_and_a_single_tile_that_does_not_fit_are_told()
    {
        Assert.Throws<InvalidOperationException>(() =>
            new BatchParts(4).Run((_, _) => throw new InvalidOperationException("Non-zero status code"))
        );
        Assert.Throws<InvalidOperationException>(() =>
            new BatchParts(4).Run((_, _) => throw new InvalidOperationException("Failed to allocate memory"))
        );
    }
}
