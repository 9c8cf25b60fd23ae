using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Segment.Raster.Interop;
using Segment.Server.Models;

namespace Segment.Server.Tests.Models;

/// <summary>Swap after swap while callers ask: no request fails, no answer mixes generations, and memory comes back.</summary>
public sealed class SwapStormTests
{
    private const int Kinds = 8;

    [Fact]
    public Task Fifty_swaps_under_load() => StormAsync(50);

    [Fact]
    [Trait("kind", "slow")]
    public Task A_thousand_swaps_under_load() =>
        StormAsync(
            int.Parse(Environment.GetEnvironmentVariable("SEGMENT_SWAPS") ?? "1000", CultureInfo.InvariantCulture)
        );

    [Fact]
    public async Task The_memory_of_packages_that_were_replaced_comes_back()
    {
        const int padding = 24 << 20;
        await using var dropIn = await DropIn.StartAsync();
        await DropLargeAsync(dropIn, 0, padding);
        NativeHeap.Trim();
        var before = Resident();
        for (var swap = 1; swap <= 6; swap++)
        {
            await DropLargeAsync(dropIn, swap, padding);
            await dropIn.UntilAsync(ModelEventKind.Released, swap);
        }

        Assert.Equal(1, dropIn.Registry.LoadedNetworks);
        NativeHeap.Trim();
        var grown = Resident() - before;
        TestContext.Current.TestOutputHelper?.WriteLine($"{grown >> 20} MB more after six swaps of {padding >> 20} MB");

        // Other tests run in this process meanwhile; packages that stayed would be six times the padding.
        Assert.True(grown < 4 * padding, $"{grown >> 20} MB more after six swaps of {padding >> 20} MB each.");
    }

    // What the system says, of the whole process.
    private static long Resident()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        process.Refresh();
        return process.WorkingSet64;
    }

    private static async Task StormAsync(int swaps)
    {
        await using var dropIn = await DropIn.StartAsync(options =>
            options with
            {
                Settle = TimeSpan.FromMilliseconds(30),
                KeptPackages = 2,
            }
        );
        var weights = new ConcurrentDictionary<string, float>(StringComparer.Ordinal);
        var packages = Enumerable.Range(2, Kinds).Select(weight => Known(dropIn, weight, weights)).ToList();
        File.Copy(packages[0], dropIn["a.dlpk"]);
        await dropIn.UntilAsync(ModelEventKind.Served);
        await using var load = new Load(dropIn.Registry, ["a"], sha256 => weights.GetValueOrDefault(sha256));
        var before = Resident();
        for (var swap = 1; swap <= swaps; swap++)
        {
            var beside = dropIn.Beside("next.dlpk");
            File.Copy(packages[swap % Kinds], beside);
            File.Move(beside, dropIn["a.dlpk"], overwrite: true);
            await dropIn.UntilAsync(
                () => dropIn.Registry.Find("a")!.Served!.Generation == swap + 1,
                $"swap {swap} of {swaps}"
            );
        }

        await load.EndAsync();
        await dropIn.UntilAsync(ModelEventKind.Released, swaps);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{swaps} swaps, {load.Answers} answers, {load.Refused} refused, {(Resident() - before) >> 20} MB more"
        );
        Assert.Equal(0, load.Refused);
        Assert.True(load.Answers > swaps);
        Assert.Equal(1, dropIn.Registry.LoadedNetworks);

        // What serves, two to go back to, and perhaps the one that was still in use at the last switch.
        Assert.InRange(Directory.GetFiles(Path.Combine(dropIn.Options.State, "packages")).Length, 3, 4);
    }

    private static string Known(DropIn dropIn, float weight, ConcurrentDictionary<string, float> weights)
    {
        var path = dropIn.Package(weight);
        weights[Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))] = weight;
        return path;
    }

    /// <summary>Drops the checkout's package in, with other bytes and a large file besides.</summary>
    private static async Task DropLargeAsync(DropIn dropIn, int number, int bytes)
    {
        var contents = ModelPackage.ReadContents(Checkout.Package);
        var beside = dropIn.Beside("large.dlpk");
        var extra = new byte[bytes];
        new Random(number).NextBytes(extra);
        ModelPackage.Write(
            beside,
            contents with
            {
                ExtraFiles = new Dictionary<string, byte[]>(contents.ExtraFiles) { ["notes.bin"] = extra },
            }
        );
        File.Move(beside, dropIn["a.dlpk"], overwrite: true);
        await dropIn.UntilAsync(
            () => dropIn.Registry.Find("a")?.Served?.Generation == number + 1,
            $"large package {number}"
        );
    }
}
