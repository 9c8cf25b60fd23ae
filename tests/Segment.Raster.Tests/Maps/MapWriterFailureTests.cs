using Segment.Raster.Maps;

namespace Segment.Raster.Tests.Maps;

/// <summary>What is left when a map cannot be written.</summary>
public sealed class MapWriterFailureTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_earlier_map_is_replaced_only_when_the_new_one_is_complete()
    {
        var grid = new GridGeometry(2, 1, null, string.Empty);
        MapWriterTests.Write(folder["map.tif"], grid, MapWriterTests.Classes, [0, 0], [1]);
        File.WriteAllText(folder["map.tif.ovr"], "overviews of the earlier map");

        using (
            var writer = MapWriter.Create(
                folder["map.tif"],
                grid,
                MapWriterTests.Classes,
                new Dictionary<string, string>()
            )
        )
        {
            writer.Write(0, [1]);
            Assert.Throws<InvalidOperationException>(() => writer.Complete());
            Assert.Contains("map.tif.rows.partial", Files());
            Assert.Equal([0, 0], MapWriterTests.Read(folder["map.tif"], MapWriterTests.Classes));
        }

        Assert.Equal(["map.tif", "map.tif.aux.xml", "map.tif.ovr"], Files());
        MapWriterTests.Write(folder["map.tif"], grid, MapWriterTests.Classes, [1, 1], [1]);
        Assert.Equal([1, 1], MapWriterTests.Read(folder["map.tif"], MapWriterTests.Classes));
        Assert.Equal(["map.tif", "map.tif.aux.xml"], Files());
    }

    [Fact]
    public void Rows_come_in_order_and_whole()
    {
        var grid = new GridGeometry(4, 3, null, string.Empty);
        using var writer = MapWriter.Create(
            folder["map.tif"],
            grid,
            MapWriterTests.Classes,
            new Dictionary<string, string>()
        );

        Assert.Throws<ArgumentException>(() => writer.Write(1, new byte[3]));
        Assert.Throws<ArgumentException>(() => writer.Write(0, new byte[4]));
        Assert.Throws<ArgumentException>(() => writer.Write(0, new byte[15]));
        writer.Write(0, new byte[3]);
        Assert.Throws<ArgumentException>(() => writer.Write(0, new byte[3]));
        Assert.Throws<ArgumentException>(() => writer.Write(1, [3, 0, 0, 0, 0, 0, 0, 0, 0]));
    }

    [Fact]
    public void A_folder_that_is_missing_is_refused_before_any_work()
    {
        var path = folder["no/such/map.tif"];

        var error = Assert.Throws<SegmentOutputException>(() =>
            MapWriter.Create(
                path,
                new GridGeometry(1, 1, null, string.Empty),
                MapWriterTests.Classes,
                new Dictionary<string, string>()
            )
        );

        Assert.Equal(
            $"The folder '{folder["no/such"]}' does not exist, so '{path}' cannot be written. Make the folder or choose another.",
            error.Message
        );
    }

    [Fact]
    public void A_folder_is_no_map()
    {
        var error = Assert.Throws<SegmentOutputException>(() =>
            MapWriter.Create(
                folder.Path,
                new GridGeometry(1, 1, null, string.Empty),
                MapWriterTests.Classes,
                new Dictionary<string, string>()
            )
        );

        Assert.Equal($"'{folder.Path}' is a folder. Give the path of the map's file, such as map.tif.", error.Message);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(9000)]
    public void A_disk_that_is_full_leaves_nothing_and_a_map_that_fits_is_whole(int nameLength)
    {
        using var disk = SmallDisk.Mount(folder["disk"], kibibytes: 1024);
        var grid = new GridGeometry(300, 300, TestRaster.NorthUp, TestRaster.Epsg(32615));
        LandCoverClass[] classes =
        [
            .. MapWriterTests.Classes.Select(c => c with { Name = c.Name.PadRight(nameLength, 'x') }),
        ];
        var pixels = MapWriterTests.Indices(300 * 300, classes.Length, seed: 5);
        var path = Path.Combine(disk.Path, "map.tif");
        var (whole, refused) = (0, 0);
        for (var free = 0; free <= 480; free += 16)
        {
            disk.LeaveFree(free);
            try
            {
                MapWriterTests.Write(path, grid, classes, pixels, [64]);
                Assert.Equal(pixels, MapWriterTests.Read(path, classes));
                whole++;
                File.Delete(path);
                File.Delete($"{path}.aux.xml");
            }
            catch (SegmentOutputException error)
            {
                Assert.StartsWith($"The map '{path}' could not be written: ", error.Message, StringComparison.Ordinal);
                Assert.EndsWith(
                    ". Check the folder, its permissions and the free space; nothing of this attempt is left, and an earlier file of that name is unchanged.",
                    error.Message,
                    StringComparison.Ordinal
                );
                refused++;
            }

            Assert.Equal([SmallDisk.Filler], Directory.GetFiles(disk.Path).Select(f => Path.GetFileName(f)));
        }

        Assert.True(whole > 3 && refused > 3, $"{whole} maps were written, {refused} refused.");
    }

    [Fact]
    public void A_file_that_was_cut_short_is_noticed()
    {
        var grid = new GridGeometry(300, 300, null, string.Empty);
        MapWriterTests.Write(
            folder["map.tif"],
            grid,
            MapWriterTests.Classes,
            MapWriterTests.Indices(300 * 300, MapWriterTests.Classes.Length, seed: 5),
            [64]
        );
        Assert.Null(MapFile.Problem(folder["map.tif"], grid, 512));
        Assert.Equal(
            "the file holds 300 x 300 px in place of 300 x 301",
            MapFile.Problem(folder["map.tif"], grid with { Width = 301 }, 512)
        );

        using (var file = File.OpenWrite(folder["map.tif"]))
        {
            file.SetLength(file.Length - 100);
        }

        Assert.Equal("the block in row 0, column 0 is not in the file", MapFile.Problem(folder["map.tif"], grid, 512));
    }

    [Fact]
    public void Classes_that_cannot_be_stored_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Start([]));
        Assert.Throws<ArgumentException>(() => Start([new(65535, "a", default)]));
        Assert.Throws<ArgumentException>(() => Start([new(-1, "a", default)]));
        Assert.Throws<ArgumentException>(() => Start([new(1, "a", default), new(1, "b", default)]));
        Assert.Throws<ArgumentException>(() =>
            Start([.. Enumerable.Range(0, 255).Select(i => new LandCoverClass(i, "a", default))])
        );

        void Start(LandCoverClass[] classes) =>
            MapWriter
                .Create(
                    folder["map.tif"],
                    new GridGeometry(1, 1, null, string.Empty),
                    classes,
                    new Dictionary<string, string>()
                )
                .Dispose();
    }

    private string[] Files() =>
        [.. Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
