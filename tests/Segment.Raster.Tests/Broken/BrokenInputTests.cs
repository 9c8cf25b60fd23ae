using System.Diagnostics;
using Segment.Raster.Chips;
using Segment.Raster.Labels;

namespace Segment.Raster.Tests.Broken;

/// <summary>Whatever a file holds, the answer is a sentence of ours, soon and in little memory: never a crash, another
/// exception, or an endless loop.</summary>
public sealed class BrokenInputTests : IDisposable
{
    private const int Seed = 20260101;
    private const int LeastWords = 8;
    private const long MostBytes = 256L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly GridGeometry Scene = new(20, 30, TestRaster.NorthUp, TestRaster.Epsg(32615));

    private readonly TestFolder folder = new();

    public static TheoryData<string> Scenes => Names(BrokenScenes.All);

    public static TheoryData<string> LabelFiles => Names(BrokenLabels.All);

    public static TheoryData<string> ChipFolders => Names(BrokenChips.All);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_corpus_has_more_than_a_hundred_inputs()
    {
        var all = new[] { Scenes.Count, LabelFiles.Count, ChipFolders.Count };
        Assert.True(all.Sum() >= 100, $"It has {all.Sum()}.");
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void A_broken_scene_is_refused(string name) =>
        Check(
            BrokenScenes.All,
            name,
            path =>
            {
                using var source = RasterSource.Open(path);
                int[] bands = [.. Enumerable.Range(0, Math.Min(3, source.Bands.Count))];
                foreach (var row in new[] { 0, source.Height / 2, source.Height - 1 })
                {
                    var window = new PixelWindow(row, 0, 64, 64).Intersect(source.Grid.Extent);
                    source.Read(window, bands, new float[bands.Length * window.Area]);
                }
            }
        );

    [Theory]
    [MemberData(nameof(LabelFiles))]
    public void Broken_labels_are_refused(string name) =>
        Check(
            BrokenLabels.All,
            name,
            path =>
            {
                var options = new LabelOptions
                {
                    ClassValueField = path.EndsWith(".tif", StringComparison.Ordinal) ? null : "c",
                };
                using var labels = LabelSource.Open(path, options, Scene);
                labels.Read(Scene.Extent, new byte[Scene.Extent.Area]);
                _ = labels.FindOverlaps();
            }
        );

    [Theory]
    [MemberData(nameof(ChipFolders))]
    public void A_broken_chips_folder_is_refused(string name) =>
        Check(
            BrokenChips.All,
            name,
            path =>
            {
                var chips = ChipFolder.Open(path);
                foreach (var chip in chips.Chips)
                {
                    chips.Read(chip);
                }
            }
        );

    private static TheoryData<string> Names(Func<Random, IEnumerable<BrokenInput>> corpus) =>
        [.. corpus(new Random(Seed)).Select(i => i.Name)];

    private void Check(Func<Random, IEnumerable<BrokenInput>> corpus, string name, Action<string> read)
    {
        var input = corpus(new Random(Seed)).Single(i => i.Name == name);
        var path = input.Write(folder);
        var (clock, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var error = Record.Exception(() => read(path));

        Assert.True(clock.Elapsed < Longest, $"It took {clock.Elapsed}.");
        Assert.True(
            GC.GetAllocatedBytesForCurrentThread() - before < MostBytes,
            "It took more memory than its content is worth."
        );
        if (error is null)
        {
            Assert.True(input.MayRead, "It was read without a word.");
            return;
        }

        Assert.True(error is SegmentDataException, error.ToString());
        Assert.True(error.Message.Split(' ').Length >= LeastWords, error.Message);
        Assert.Contains(Path.GetFileNameWithoutExtension(path), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("GDAL gave no reason", error.Message, StringComparison.Ordinal);
    }
}
