using System.Diagnostics;

namespace Segment.Raster.Tests.Hostile;

/// <summary>A raster from a stranger reads nothing but what is its own, and is refused soon and in little memory.</summary>
public sealed class HostileRasterTests : IDisposable
{
    private const long MostBytes = 256L << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    private readonly TestFolder folder = new();

    public static TheoryData<string> Names => [.. HostileRasters.All().Select(raster => raster.Name)];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_corpus_has_more_than_thirty_rasters() => Assert.True(Names.Count >= 30, $"It has {Names.Count}.");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_raster_is_refused(string name)
    {
        var path = HostileRasters.All().Single(raster => raster.Name == name).Write(folder);
        var (clock, before) = (Stopwatch.StartNew(), Environment.WorkingSet);

        var thrown = Assert.Throws<SegmentDataException>(() =>
        {
            using var source = RasterSource.Open(path);
            source.Read(new PixelWindow(0, 0, 4, 4), [0], new float[16]);
        });

        Assert.True(clock.Elapsed < Longest, $"It took {clock.Elapsed}.");
        Assert.True(Environment.WorkingSet - before < MostBytes, $"It took {Environment.WorkingSet - before} bytes.");
        Assert.Contains(Path.GetFileNameWithoutExtension(path), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plain_mosaic_of_files_is_read_and_so_are_mosaics_of_it()
    {
        File.WriteAllBytes(folder["own.tif"], Broken.BrokenScenes.Tiff([]));
        Directory.CreateDirectory(folder["sub"]);
        File.WriteAllText(folder[Path.Combine("sub", "a.vrt")], Mosaic("../own.tif"));
        File.WriteAllText(folder["b.vrt"], Mosaic("sub/a.vrt"));

        using var plain = RasterSource.Open(folder["own.tif"]);
        using var mosaic = RasterSource.Open(folder["b.vrt"]);
        var (expected, samples) = (new float[16], new float[16]);
        plain.Read(new PixelWindow(0, 0, 4, 4), [0], expected);
        mosaic.Read(new PixelWindow(0, 0, 4, 4), [0], samples);

        Assert.Equal(expected, samples);
    }

    private static string Mosaic(string source) =>
        "<VRTDataset rasterXSize=\"40\" rasterYSize=\"40\"><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource>"
        + $"<SourceFilename relativeToVRT=\"1\">{source}</SourceFilename><SourceBand>1</SourceBand>"
        + "</SimpleSource></VRTRasterBand></VRTDataset>";
}
