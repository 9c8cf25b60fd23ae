using Segment.Raster.Interop;

namespace Segment.Raster.Tests;

/// <summary>Rasters that a server hands out, now and then.</summary>
public sealed class RemoteRasterTests : IDisposable
{
    private const int Side = 400;

    private readonly TestFolder folder = new();
    private readonly double[] samples = [.. Enumerable.Range(0, Side * Side).Select(i => (double)(i * 7919L % 251))];
    private readonly byte[] file;

    public RemoteRasterTests()
    {
        RemoteRetry.FirstPause = TimeSpan.FromMilliseconds(50);
        new TestRaster(1, Side, Side) { Options = ["TILED=YES", "BLOCKXSIZE=64", "BLOCKYSIZE=64"] }.Write(
            folder["scene.tif"],
            samples
        );
        file = File.ReadAllBytes(folder["scene.tif"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_server_that_fails_at_first_is_asked_again()
    {
        using var server = new FlakyServer(file, request => request <= 2 ? 503 : 200);

        Assert.Equal(samples.Select(s => (float)s), Read(server.Path));
    }

    [Fact]
    public void A_server_that_fails_between_two_reads_is_asked_again()
    {
        var down = false;
        using var server = new FlakyServer(file, _ => down ? 503 : 200);
        using var source = RasterSource.Open(server.Path);
        down = true;
        using var up = new Timer(_ => down = false, null, 150, Timeout.Infinite);
        var read = new float[Side * Side];

        source.Read(source.Grid.Extent, [0], read);

        Assert.Equal(samples.Select(s => (float)s), read);
    }

    [Fact]
    public void A_file_that_is_not_there_is_asked_for_once()
    {
        using var server = new FlakyServer(file, _ => 404);

        var error = Assert.Throws<SegmentDataException>(() => Read(server.Path));

        Assert.Contains("404", error.Message, StringComparison.Ordinal);
        Assert.InRange(server.Requests, 1, 3);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_server_that_never_answers_well_makes_the_caller_try_later()
    {
        using var server = new FlakyServer(file, _ => 503);

        var error = await Task.Run(
            () => Assert.Throws<SegmentTransientException>(() => Read(server.Path)),
            TestContext.Current.CancellationToken
        );

        Assert.StartsWith(
            $"'{server.Path}' could not be read in 6 attempts (",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.EndsWith(
            "Check the network and the server, and give the same command again later.",
            error.Message,
            StringComparison.Ordinal
        );
    }

    private static float[] Read(string path)
    {
        using var source = RasterSource.Open(path);
        return RasterSourceTests.ReadAll(source);
    }
}
