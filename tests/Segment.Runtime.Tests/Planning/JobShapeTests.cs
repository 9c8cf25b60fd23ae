using Segment.Runtime.Planning;

namespace Segment.Runtime.Tests.Planning;

public sealed class JobShapeTests
{
    private static readonly ClassifyOptions Options = new()
    {
        ModelPath = "a",
        ScenePath = "b",
        OutPath = "c",
    };

    [Fact]
    public void A_cpu_runs_one_tile_in_each_core() =>
        Assert.Equal(new JobShape(12, 1, 2), JobShape.Choose(Options, cuda: false, cores: 12, side: 64));

    [Theory]
    [InlineData(null, 4)]
    [InlineData(1024, 4)]
    [InlineData(256, 25)]
    [InlineData(64, 64)]
    public void A_gpu_gets_two_lanes_and_more_tiles_at_once_where_they_are_small(int? side, int batch) =>
        Assert.Equal(new JobShape(2, batch, 8), JobShape.Choose(Options, cuda: true, cores: 12, side));
}
