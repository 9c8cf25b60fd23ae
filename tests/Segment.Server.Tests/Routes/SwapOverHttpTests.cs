using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Segment.Raster.Maps;
using Segment.Runtime;
using Segment.Runtime.Tests;

namespace Segment.Server.Tests.Routes;

/// <summary>Packages are swapped while callers send scenes: no request fails, and each map is that of the package in its
/// header.</summary>
public sealed class SwapOverHttpTests
{
    private const int Bands = 6;

    [Fact]
    public Task Swaps_under_requests() => StormAsync(4);

    [Fact]
    [Trait("kind", "slow")]
    public Task Many_swaps_under_requests() =>
        StormAsync(
            int.Parse(Environment.GetEnvironmentVariable("SEGMENT_SWAPS") ?? "50", CultureInfo.InvariantCulture)
        );

    private static async Task StormAsync(int swaps)
    {
        await using var server = await (await RunningServer.Start()).Ready();
        var maps = new ConcurrentDictionary<string, byte[]>(StringComparer.Ordinal);

        // The brightest band wins, or the darkest: every pixel of the two maps differs.
        string[] packages = [Made(server, 1, maps), Made(server, -1, maps)];
        Drop(server, packages[0]);
        await Until(() => server.Models.Find("swap")?.Served is not null);
        using var stop = new CancellationTokenSource();
        var callers = Enumerable.Range(0, 2).Select(caller => AskAsync(server, caller, maps, stop.Token)).ToList();
        for (var swap = 1; swap <= swaps; swap++)
        {
            var before = server.Models.Find("swap")!.Served!.Generation;
            Drop(server, packages[swap % 2]);
            await Until(() =>
                server.Models.Find("swap")!.Served!.Generation > before || callers.Exists(c => c.IsFaulted)
            );
        }

        await stop.CancelAsync();
        var counts = await Task.WhenAll(callers);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{swaps} swaps, {counts.Sum(c => c.Values.Sum())} answers by {counts.SelectMany(c => c.Keys).Distinct().Count()} packages, 0 failed"
        );
        Assert.Equal(2, counts.SelectMany(c => c.Keys).Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Asks until it is stopped; counts the answers of each package.</summary>
    private static async Task<Dictionary<string, int>> AskAsync(
        RunningServer server,
        int caller,
        ConcurrentDictionary<string, byte[]> maps,
        CancellationToken stop
    )
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var path = server.Folder[$"answer-{caller}.tif"];
        while (!stop.IsCancellationRequested)
        {
            using var answer = await server.Client.PostAsync(
                "/models/swap/predict",
                RunningServer.Scene(Checkout.Scene),
                CancellationToken.None
            );
            var bytes = await answer.Content.ReadAsByteArrayAsync(CancellationToken.None);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, System.Text.Encoding.UTF8.GetString(bytes));
            await File.WriteAllBytesAsync(path, bytes, CancellationToken.None);
            var sha256 = answer.Headers.GetValues("Segment-Package-Sha256").Single();
            Assert.True(maps[sha256].AsSpan().SequenceEqual(Pixels(path)), $"The map is not that of {sha256}.");
            counts[sha256] = counts.GetValueOrDefault(sha256) + 1;
        }

        return counts;
    }

    private static string Made(RunningServer server, float weight, ConcurrentDictionary<string, byte[]> maps)
    {
        var kernel = new float[Bands * Bands];
        for (var band = 0; band < Bands; band++)
        {
            kernel[(band * Bands) + band] = weight;
        }

        var path = TestPackage.BrightestBand(
            server.Folder[$"made{weight}.dlpk"],
            Bands,
            definition => definition with { CellSizeX = 28.5, CellSizeY = 28.5 },
            TestPackage.Pointwise(Bands, Bands, kernel)
        );
        var map = server.Folder[$"map{weight}.tif"];
        Classifier.Run(
            new ClassifyOptions
            {
                ModelPath = path,
                ScenePath = Checkout.Scene,
                OutPath = map,
            }
        );
        maps[Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))] = Pixels(map);
        return path;
    }

    private static void Drop(RunningServer server, string package)
    {
        var beside = server.Folder["next"];
        File.Copy(package, beside);
        File.Move(beside, server.Folder["models/swap.dlpk"], overwrite: true);
    }

    private static byte[] Pixels(string path)
    {
        using var map = ClassMap.Open(path);
        var pixels = new byte[map.Grid.Extent.Area];
        map.Read(map.Grid.Extent, pixels);
        return pixels;
    }

    private static async Task Until(Func<bool> isSo)
    {
        for (var i = 0; i < 1200 && !isSo(); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(isSo());
    }
}
