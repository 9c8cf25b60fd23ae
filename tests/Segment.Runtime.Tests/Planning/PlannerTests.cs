using Segment.Runtime.Planning;

namespace Segment.Runtime.Tests.Planning;

public sealed class PlannerTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_plan_names_the_tiles_that_the_classification_then_takes_and_writes_nothing()
    {
        var options = Options(new TestScene(300, 400));
        var before = Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal).ToList();

        var plan = Planner.Plan(options);

        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path).Order(StringComparer.Ordinal));
        var notices = new List<string>();
        var result = Classifier.Run(options, notice: notices.Add);
        Assert.Equal(
            (result.TileHeight, result.TileWidth, result.Padding, result.Lanes, result.PlannedBytes),
            (plan.TileHeight, plan.TileWidth, plan.Padding, plan.Lanes, plan.MemoryBytes)
        );
        Assert.Equal((plan.Tiles, plan.Tiles), (result.Tiles, plan.TilesWithData));
        Assert.Contains(
            notices,
            n =>
                n.StartsWith(
                    $"Planned: {plan.Tiles} tiles of {plan.TileHeight} × {plan.TileWidth} px, padding {plan.Padding} px,",
                    StringComparison.Ordinal
                )
        );
    }

    /// <summary>Loose, as the machine may be busy: the bench measures it.</summary>
    [Fact]
    public void The_time_is_of_the_right_order()
    {
        var options = Options(new TestScene(700, 800));

        var planned = Planner.Plan(options).Seconds;

        Assert.InRange(Classifier.Run(options).Seconds / planned, 0.2, 5);
    }

    [Fact]
    public void Tiles_without_data_are_not_counted_as_work()
    {
        var scene = new TestScene(512, 128) { NoData = 0 };
        var samples = scene.Samples(3, 1);
        for (var band = 0; band < 3; band++)
        {
            // The lower half is empty.
            samples.AsSpan(((band * 512) + 256) * 128, 256 * 128).Clear();
        }

        var options = Options(scene, samples) with { TileSize = 64, Padding = 0 };

        var plan = Planner.Plan(options);

        Assert.Equal(16, plan.Tiles);
        Assert.InRange(plan.TilesWithData, 5, 11);
    }

    [Theory]
    [InlineData(0.04, "0.0 s")]
    [InlineData(59.4, "59.4 s")]
    [InlineData(185, "3:05 min")]
    [InlineData(9000, "2:30 h")]
    public void Durations_are_written_for_people(double seconds, string text) =>
        Assert.Equal(text, ClassifyPlan.Duration(seconds));

    private ClassifyOptions Options(TestScene scene, byte[]? samples = null) =>
        new()
        {
            ModelPath = TestPackage.Network(folder["light.dlpk"], padding: 24),
            ScenePath = scene.Write(folder["a.img"], samples ?? scene.Samples(3, 1)),
            OutPath = folder["a.tif"],
            Device = InferenceDevice.Cpu,
        };
}
