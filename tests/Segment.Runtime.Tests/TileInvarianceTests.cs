namespace Segment.Runtime.Tests;

/// <summary>The map is a property of package and scene, not of how the scene was cut.</summary>
public sealed class TileInvarianceTests : IDisposable
{
    private readonly TestFolder folder = new();
    private int runs;

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_map_is_the_same_for_all_tile_sizes_batch_sizes_and_lanes_where_the_padding_covers_the_receptive_field()
    {
        var package = TestPackage.Network(folder["light.dlpk"]);
        using var opened = ModelPackage.Open(package);
        var (stride, padding) = (opened.Definition.Stride, opened.Definition.Padding);
        Assert.True(padding >= opened.Definition.ReceptiveFieldRadius);
        (
            from height in Sides(stride)
            from width in Sides(stride)
            from cores in Gen.Int[1, 9]
            from extra in Gen.Int[0, 2]
            from batch in Gen.Int[1, 3]
            from lanes in Gen.Int[1, 3]
            from seed in Gen.Int[0, 1000]
            select (height, width, tile: (cores * stride) + (2 * padding), extra, batch, lanes, seed)
        ).Sample(
            c =>
            {
                var scene = new TestScene(c.height, c.width);
                var options = new ClassifyOptions
                {
                    ModelPath = package,
                    ScenePath = scene.Write(folder[$"{++runs}.img"], scene.Samples(3, c.seed)),
                    OutPath = folder[$"{runs}-whole.tif"],
                    Device = InferenceDevice.Cpu,
                };
                var whole = ClassifiedMap.Classify(options);
                var cut = ClassifiedMap.Classify(
                    options with
                    {
                        OutPath = folder[$"{runs}-cut.tif"],
                        TileSize = c.tile + (2 * c.extra * stride),
                        Padding = padding + (c.extra * stride),
                        BatchSize = c.batch,
                        Lanes = c.lanes,
                    }
                );

                Assert.Equal(whole, cut);
                Assert.DoesNotContain((byte)255, whole);
            },
            iter: 25,
            threads: 1
        );
    }

    [Fact]
    public void The_test_network_tells_classes_apart_and_too_little_padding_shows()
    {
        var package = TestPackage.Network(folder["light.dlpk"]);
        var scene = new TestScene(120, 130);
        var options = new ClassifyOptions
        {
            ModelPath = package,
            ScenePath = scene.Write(folder["a.img"], scene.Samples(3, 5)),
            OutPath = folder["a.tif"],
            Device = InferenceDevice.Cpu,
        };

        var map = ClassifiedMap.Classify(options);
        var notices = new List<string>();
        var careless = ClassifiedMap.Classify(
            options with
            {
                OutPath = folder["b.tif"],
                TileSize = 16,
                Padding = 0,
            },
            notices
        );

        Assert.True(map.Distinct().Count() >= 3);
        Assert.NotEqual(map, careless);
        Assert.Contains(
            notices,
            notice =>
                notice.StartsWith(
                    "The padding is 0 pixels, but the network's answers are disturbed up to",
                    StringComparison.Ordinal
                )
        );
    }

    /// <summary>Sizes below a stride, odd ones, exact multiples, and some larger than a tile.</summary>
    private static Gen<int> Sides(int stride) => Gen.OneOf(Gen.Int[1, 3 * stride], Gen.Int[3 * stride, 14 * stride]);
}
