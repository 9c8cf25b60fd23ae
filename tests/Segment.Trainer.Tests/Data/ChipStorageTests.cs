using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Storage;
using TorchSharp;

namespace Segment.Trainer.Tests.Data;

public class ChipStorageTests
{
    [Theory]
    [InlineData(0, 255, 0, PixelType.UInt8)]
    [InlineData(0, 254, float.NaN, PixelType.UInt8)]
    [InlineData(0, 255, float.NaN, PixelType.UInt16)]
    [InlineData(-128, 127, 0, PixelType.Int8)]
    [InlineData(-128, 127, float.NegativeInfinity, PixelType.Int16)]
    [InlineData(0, 65535, 0, PixelType.UInt16)]
    [InlineData(0, 65535, float.NaN, PixelType.Float32)]
    [InlineData(-9999, 12000, float.NaN, PixelType.Int16)]
    [InlineData(-40000, 1, 0, PixelType.Float32)]
    [InlineData(0.5f, 1, 0, PixelType.Float32)]
    [InlineData(0.5f, 1, float.NaN, PixelType.Float32)]
    [InlineData(float.NaN, float.NaN, float.NaN, PixelType.UInt8)]
    public void Samples_are_held_in_the_smallest_type_that_holds_them_exactly(float a, float b, float c, PixelType type)
    {
        float[] samples = [a, b, c];
        var code = SampleCode.For(samples);
        Assert.Equal(type, code.Type);
        Assert.Equal(samples.Any(s => !float.IsFinite(s)), code.NoData is not null);
        var (bytes, back) = (new byte[3 * code.Size], new float[3]);
        code.Encode(samples, bytes);
        code.Decode(bytes, back);
        Assert.Equal(samples.Select(s => float.IsFinite(s) ? s : float.NaN), back);
    }

    [Fact]
    public void Any_chip_comes_back_as_it_was() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[1, 40], Gen.Int[1, 5], Gen.Int[0, 4], Gen.Int)
            .Sample(
                (bands, height, width, kind, seed) =>
                {
                    var random = new Random(seed);
                    var samples = Enumerable
                        .Range(0, bands * height * width)
                        .Select(_ =>
                            random.Next(9) == 0 ? float.NaN
                            : kind == 0 ? random.Next(256)
                            : kind == 1 ? random.Next(-128, 128)
                            : kind == 2 ? random.Next(65536)
                            : kind == 3 ? random.Next(-32768, 32768)
                            : (float)random.NextDouble()
                        )
                        .ToArray();
                    using var store = new ChipStore(new MemoryRoom(1), bands, height, width);
                    store.Write(0, samples);
                    Assert.Equal(samples, store.Raw(0, []).Samples);
                },
                iter: 100
            );

    [Fact]
    public void What_does_not_fit_lies_in_a_file_that_the_next_training_finds()
    {
        using var folder = new TestFolder();
        var path = ToyScene.Cut(folder, sample: (b, r, c) => c < 16 && b == 0 ? -9999 : Toy.Sample(b, r, c));
        var (made, found) = (new List<string>(), new List<string>());
        using var memory = Load(path, null, _ => { });
        Assert.Empty(Files(path));
        using var first = Load(path, 0, made.Add);
        var file = Assert.Single(Files(path));
        var written = File.GetLastWriteTimeUtc(file);
        using var second = Load(path, 0, found.Add);
        Assert.Equal(written, File.GetLastWriteTimeUtc(file));
        Assert.Matches(
            "^The images of the 121 chips take about 0 MB, and 0 MB of memory are for them .* are kept in ",
            made[0]
        );
        Assert.EndsWith(
            $"they are read from {file}, which an earlier training left.",
            found[0],
            StringComparison.Ordinal
        );
        Same(memory, first);
        Same(memory, second);
    }

    [Fact]
    public void A_file_of_other_chips_or_of_a_killed_training_is_removed_and_a_broken_one_made_anew()
    {
        using var folder = new TestFolder();
        var path = ToyScene.Cut(folder);
        Load(path, 0, _ => { }).Dispose();
        var file = Files(path).Single();
        File.WriteAllText(file + ".0123.partial", "half");
        File.SetLastWriteTimeUtc(file + ".0123.partial", DateTime.UtcNow.AddHours(-2));
        using (var stream = File.OpenWrite(file))
        {
            stream.SetLength(stream.Length - 1);
        }

        using (var again = Load(path, 0, _ => { }))
        {
            Assert.Equal([file], Files(path));
            var image = Directory.GetFiles(Path.Combine(path, "images"), "*.tif")[0];
            File.SetLastWriteTimeUtc(image, DateTime.UtcNow.AddHours(1));
            using var changed = Load(path, 0, _ => { });
            Assert.NotEqual(file, Assert.Single(Files(path)));

            // The training that reads the removed file keeps it.
            Same(again, changed);
        }

        Load(path, null, _ => { }).Dispose();
        Assert.Single(Files(path));
    }

    [Fact]
    public async Task Trainings_that_begin_at_once_do_not_hurt_each_other()
    {
        using var folder = new TestFolder();
        var path = ToyScene.Cut(folder);
        using var memory = Load(path, null, _ => { });
        var loads = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Load(path, 0, _ => { }))).ToArray();
        foreach (var loaded in await Task.WhenAll(loads))
        {
            Same(memory, loaded);
            loaded.Dispose();
        }

        Assert.Single(Files(path));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_told()
    {
        using var folder = new TestFolder();
        var chips = ChipFolder.Open(ToyScene.Cut(folder));

        // A folder of the same name is in the way, for root too.
        var error = Assert.Throws<SegmentOutputException>(() => FileRoom.Create(folder["missing/file.bin"], 3));
        Assert.Contains(
            "or let more of them stay in memory with --chip-memory.",
            error.Message,
            StringComparison.Ordinal
        );
        Directory.CreateDirectory(ChipFileName.For(chips));
        error = Assert.Throws<SegmentOutputException>(() => Load(chips.Folder, 0, _ => { }));
        Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(chips.Folder, "*.partial"));
    }

    [Fact]
    public void The_loader_hands_on_what_went_wrong_and_leaves_nothing()
    {
        using var folder = new TestFolder();
        using var loaded = Load(ToyScene.Cut(folder), 0, _ => { });
        var path = Files(folder["chips"]).Single();
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.SetLength(10);
        }

        var estimate = new NormalizationEstimate([0, 1, 2], new(new double[3], [1, 1, 1]), [], []);
        var data = new ChipDataset(loaded.Images, [.. Enumerable.Range(0, loaded.Count)], loaded.Labels, estimate);
        var before = torch.Tensor.TotalCount;
        var loader = new BatchLoader(data, 16, 16, torch.ScalarType.Float32);
        var error = Assert.Throws<SegmentDataException>(() =>
        {
            foreach (var batch in loader.Load(EpochPlan.Validation(data, 8), CancellationToken.None))
            {
                batch.Dispose();
            }
        });
        Assert.EndsWith(
            "it has become shorter. Train again; the file is made anew.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static LoadedChips Load(string path, long? limit, Action<string> notice) =>
        ChipLoading.Load(
            new ChipShelf(ChipFolder.Open(path), limit, notice),
            _ => { },
            _ => { },
            CancellationToken.None
        );

    private static string[] Files(string path) => Directory.GetFiles(path, ".segment-chips-*");

    private static void Same(LoadedChips expected, LoadedChips actual)
    {
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected.Labels[i], actual.Labels[i]);
            Assert.Equal(expected.Images.Raw(i, []).Samples, actual.Images.Raw(i, []).Samples);
        }
    }
}
