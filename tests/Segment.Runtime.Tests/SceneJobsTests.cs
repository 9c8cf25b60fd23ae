using System.IO.Compression;
using Segment.Raster.Chips;

namespace Segment.Runtime.Tests;

/// <summary>Several scenes, one map or many; scenes that are no plain files.</summary>
public sealed class SceneJobsTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly string package;

    public SceneJobsTests() => package = TestPackage.BrightestBand(folder["brightest.dlpk"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Scenes_side_by_side_make_one_map()
    {
        var (left, right) = (Scene("left.bin", seed: 1, column: 0), Scene("right.bin", seed: 2, column: 30));
        using var jobs = SceneJobs.Open([left, right], ProcessingMode.ProcessAsMosaickedImage, folder["map.tif"]);
        var job = Assert.Single(jobs.Jobs);
        var mosaic = Classify(job);

        var (ofLeft, ofRight) = (Classify(new(left, folder["l.tif"])), Classify(new(right, folder["r.tif"])));
        Assert.Equal(
            Enumerable.Range(0, 20).SelectMany(r => ofLeft.Skip(30 * r).Take(30).Concat(ofRight.Skip(30 * r).Take(30))),
            mosaic
        );
    }

    [Fact]
    public void Scenes_one_by_one_make_a_folder_of_maps()
    {
        Scene("a.bin", seed: 1, column: 0);
        Scene("b.bin", seed: 2, column: 0);
        using var jobs = SceneJobs.Open([folder["?.bin"]], ProcessingMode.ProcessItemsSeparately, folder["maps"]);

        Assert.Equal([folder["maps/a.tif"], folder["maps/b.tif"]], jobs.Jobs.Select(job => job.OutPath));
        Assert.All(jobs.Jobs, job => Assert.Equal(600, Classify(job).Length));
    }

    [Fact]
    public void Two_scenes_of_one_name_are_told_apart_before_any_work()
    {
        var error = Assert.Throws<SegmentDataException>(() =>
            SceneJobs.Open(["2001/a.tif", "2002/a.tif"], ProcessingMode.ProcessItemsSeparately, "maps")
        );

        Assert.Equal(
            $"'2001/a.tif' and '2002/a.tif' would both be mapped to '{Path.Combine("maps", "a.tif")}'. Rename one, or classify "
                + "them in two runs with two folders.",
            error.Message
        );
    }

    [Fact]
    public void A_scene_in_a_zip_is_read_where_it_lies()
    {
        var scene = Scene("scene.bin", seed: 3, column: 0);
        using (var zip = ZipFile.Open(folder["scene.zip"], ZipArchiveMode.Create))
        {
            zip.CreateEntryFromFile(scene, "scene.bin");
            zip.CreateEntryFromFile(folder["scene.hdr"], "scene.hdr");
        }

        var zipped = Classify(new($"/vsizip/{folder["scene.zip"]}/scene.bin", folder["zipped.tif"]));

        Assert.Equal(Classify(new(scene, folder["map.tif"])), zipped);
    }

    private string Scene(string name, int seed, int column)
    {
        var scene = new TestScene(20, 30) { Column = column };
        return scene.Write(folder[name], scene.Samples(3, seed));
    }

    private byte[] Classify(SceneJob job)
    {
        var options = new ClassifyOptions
        {
            ModelPath = package,
            ScenePath = job.ScenePath,
            OutPath = job.OutPath,
        };
        return ClassifiedMap.Classify(options);
    }
}
