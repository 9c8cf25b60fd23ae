using Segment.Raster;
using Segment.Runtime.Models;
using Segment.Runtime.Planning;
using Segment.Runtime.Tests.Blending;

namespace Segment.Runtime.Tests.Planning;

public sealed class JobPlannerTests : IDisposable
{
    private const long Megabyte = 1 << 20;

    private static readonly MachineLimits Machine = new(2, 16L << 30);

    private readonly TestFolder folder = new();
    private readonly InferenceModel model;

    public JobPlannerTests()
    {
        model = InferenceModel.Open(
            TestPackage.Network(folder["light.dlpk"], bands: 6, padding: 24),
            InferenceDevice.Cpu
        );
    }

    public void Dispose()
    {
        model.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_job_keeps_the_limit_and_takes_a_smaller_tile_where_there_is_less()
    {
        var jobs = new[] { 250, 350, 500, 2000 }.Select(limit => Plan(3000, 4000, limit * Megabyte)).ToList();

        Assert.All(jobs, job => Assert.True(job.MemoryBytes <= job.Memory.Limit));
        Assert.Equal(jobs.Select(j => j.Setup.Plan.TileArea).Order(), jobs.Select(j => j.Setup.Plan.TileArea));
        Assert.True(jobs[0].Setup.Plan.TileArea < jobs[^1].Setup.Plan.TileArea);
    }

    [Fact]
    public void The_memory_does_not_grow_with_the_scenes_height()
    {
        var small = Plan(10_000, 5000, 700 * Megabyte);
        var large = Plan(100_000, 5000, 700 * Megabyte);

        Assert.InRange(large.MemoryBytes, 0, small.MemoryBytes * 1.05);
    }

    [Fact]
    public void A_scene_of_ten_thousand_megapixels_fits_into_700_MB_with_little_overlap()
    {
        var job = Plan(100_000, 100_000, 700 * Megabyte);

        Assert.True(job.MemoryBytes <= 700 * Megabyte);
        Assert.InRange(job.Setup.Plan.OverlapTax, 1, 1.6);
        Assert.Equal(2, job.Setup.Job.Lanes);
    }

    [Fact]
    public void Without_a_limit_a_quarter_of_the_memory_is_planned_with_and_a_notice_says_where_that_is_too_little()
    {
        var notices = new List<string>();
        var options = Options(500, 500, null);

        Assert.Equal(4L << 30, JobPlanner.Plan(options, model, Machine, notices.Add).Memory.Limit);
        Assert.DoesNotContain(notices, n => n.Contains("quarter", StringComparison.Ordinal));
        var job = JobPlanner.Plan(options, model, new MachineLimits(4, 200 * Megabyte), notices.Add);
        Assert.Equal(1, job.Setup.Job.Lanes);
        Assert.Contains(
            notices,
            n =>
                n.EndsWith(
                    "MB, more than the 50 MB that are a quarter of the memory this process may use.",
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public void A_limit_that_cannot_be_kept_is_refused()
    {
        var options = Options(500, 500, 150 * Megabyte) with { TileSize = 512, Padding = 24, Lanes = 2 };

        var thrown = Assert.Throws<SegmentDataException>(() => JobPlanner.Plan(options, model, Machine, null));

        Assert.Matches(
            "^The memory limit is 150 MB, but 2 lanes with tiles of 512 × 512 pixels need about [0-9]{3} MB\\. Take a smaller "
                + "tile size, or a higher limit, or fewer lanes\\.$",
            thrown.Message
        );
    }

    [Fact]
    public void Each_block_of_a_striped_file_is_kept_until_the_tiles_below_have_read_it()
    {
        var strips = new BlockLayout(3000, 4000, [new RasterBand("a", PixelType.UInt16, null, 16, 4000)]);
        var memory = Plan(3000, 4000, 2000 * Megabyte).Memory with { Blocks = strips };
        var plan = Plan(3000, 4000, 2000 * Megabyte).Setup.Plan;

        Assert.InRange(memory.CacheBytes(plan), 2L * 4000 * plan.TileHeight, 2L * 4000 * (plan.TileHeight + 32));
    }

    [Fact]
    public void A_network_of_more_channels_needs_more_memory_for_a_pixel()
    {
        using var wide = InferenceModel.Open(
            TestPackage.Network(folder["resnet.dlpk"], bands: 6, backbone: "resnet18"),
            InferenceDevice.Cpu
        );

        // Measured: 340 and 420 bytes a pixel.
        Assert.InRange(model.BytesPerPixel, 300, 600);
        Assert.InRange(wide.BytesPerPixel, model.BytesPerPixel, 700);
    }

    [Fact]
    public void A_network_with_a_global_view_gets_tiles_as_large_as_its_chips_were_and_a_word_about_others()
    {
        using var global = InferenceModel.Open(GlobalViewPackage.Write(folder["global.dlpk"]), InferenceDevice.Cpu);
        var (unasked, asked, near) = (new List<string>(), new List<string>(), new List<string>());
        var scene = new TestScene(500, 400);
        var options = Options(10, 10, null) with { ScenePath = scene.Write(folder["s.img"], scene.Samples(3, 1)) };

        var plan = JobPlanner.Plan(options, global, Machine, unasked.Add).Setup.Plan;
        JobPlanner.Plan(options with { TileSize = 128 }, global, Machine, asked.Add);
        JobPlanner.Plan(options with { TileSize = 96 }, global, Machine, near.Add);

        Assert.Equal((true, 64, 64), (plan.Blends, plan.TileHeight, plan.TileWidth));
        Assert.Single(unasked);
        Assert.Single(near);
        Assert.Equal(
            "The network takes means over the whole tile, and learned on chips of 64 px: over tiles of 128 × 128 px they are others "
                + "than it knows, and the map may be much worse.",
            asked[1]
        );
    }

    [Fact]
    public void The_sums_of_tiles_that_blend_are_planned_for_and_do_not_grow_with_the_scenes_height()
    {
        var options = Options(40_000, 20_000, 2000 * Megabyte) with { TileSize = 512, Padding = 0, Lanes = 2 };
        var cut = JobPlanner.Plan(options, model, Machine, null);
        var blended = JobPlanner.Plan(options with { Padding = null, Blend = TileBlending.Hann }, model, Machine, null);
        var tall = JobPlanner.Plan(
            options with
            {
                Padding = null,
                Blend = TileBlending.Hann,
                ScenePath = Sparse(80_000, 20_000),
            },
            model,
            Machine,
            null
        );

        // A row of cores of 256 px: 4 classes of 2 bytes for each pixel, and a few cores more.
        Assert.InRange(blended.MemoryBytes - cut.MemoryBytes, 256L * 20_000 * 4, 256L * 20_000 * 4 * 2 * 2);
        Assert.Equal(blended.MemoryBytes, tall.MemoryBytes);
    }

    private PlannedJob Plan(int height, int width, long limit) =>
        JobPlanner.Plan(Options(height, width, limit), model, Machine, null);

    private ClassifyOptions Options(int height, int width, long? limit) =>
        new()
        {
            ModelPath = folder["light.dlpk"],
            ScenePath = Sparse(height, width),
            OutPath = folder["map.tif"],
            Device = InferenceDevice.Cpu,
            MemoryLimit = limit,
        };

    /// <summary>A virtual raster without any source.</summary>
    private string Sparse(int height, int width)
    {
        var path = folder[$"{height}-{width}.vrt"];
        var bands = Enumerable
            .Range(1, 6)
            .Select(b =>
                $"<VRTRasterBand dataType=\"Byte\" band=\"{b}\" blockXSize=\"512\" blockYSize=\"512\"><NoDataValue>0</NoDataValue></VRTRasterBand>"
            );
        File.WriteAllText(
            path,
            $"<VRTDataset rasterXSize=\"{width}\" rasterYSize=\"{height}\">{string.Concat(bands)}</VRTDataset>"
        );
        return path;
    }
}
