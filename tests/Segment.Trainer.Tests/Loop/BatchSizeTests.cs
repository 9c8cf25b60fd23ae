using Segment.Trainer.Loop;

namespace Segment.Trainer.Tests.Loop;

/// <summary>The batch size where the user leaves it open.</summary>
public sealed class BatchSizeTests
{
    private const long Plenty = 1L << 40;

    [Theory]
    [InlineData(100, 64 * 64, 8)]
    [InlineData(3655, 10 * 10, 32)]
    [InlineData(20_000, 10 * 10, 256)]
    [InlineData(20_000, 64 * 64, 32)]
    [InlineData(20_000, 256 * 256, 8)]
    public void Small_chips_in_large_numbers_make_large_batches(int chips, long pixels, int expected) =>
        Assert.Equal(expected, LoopSettings.AutomaticBatchSize(chips, pixels, 1, Plenty));

    [Theory]
    [InlineData(1000, 100_000, 8)]
    [InlineData(1000, 5_000, 4)]
    [InlineData(1000, 3_999, 2)]
    [InlineData(1000, 10, 2)]
    public void Little_memory_makes_small_ones_but_two_at_least(long bytesOfAChip, long memory, int expected) =>
        Assert.Equal(expected, LoopSettings.AutomaticBatchSize(100, 64 * 64, bytesOfAChip, memory));
}
