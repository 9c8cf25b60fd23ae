using System.Globalization;

namespace Segment.EndToEnd.Tests;

/// <summary>Shards that are killed at random and run again merge to the map of a single run.</summary>
public sealed class ShardTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(2, 1)]
    public void Killed_shards_merge_to_the_single_runs_bytes(int shards, int kills) => KillAndMerge(shards, kills);

    [Theory]
    [Trait("kind", "slow")]
    [InlineData(1, 10)]
    [InlineData(2, 5)]
    [InlineData(4, 4)]
    [InlineData(7, 3)]
    public void Shards_killed_many_times_merge_to_the_single_runs_bytes(int shards, int kills) =>
        KillAndMerge(shards, kills);

    [Fact]
    public void Outside_of_an_array_job_there_is_no_shard_to_take()
    {
        var run = Checkout.Run(Words("map.tif", "auto/4"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("this is no array job", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    private void KillAndMerge(int shards, int kills)
    {
        Assert.Equal(0, Checkout.Run(Words("single.tif")).ExitCode);
        var runs = Enumerable
            .Range(0, shards)
            .Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}/{shards}"))
            .Reverse();
        foreach (var shard in runs)
        {
            new KilledRun(shards, TimeSpan.FromSeconds(1.5)).Run(kills, () => { }, Words("map.tif", shard));
        }

        var merged = Checkout.Run("merge", "--out", folder.File("map.tif"));

        Assert.True(merged.ExitCode == 0, merged.Error);
        foreach (var ending in new[] { string.Empty, ".aux.xml" })
        {
            Assert.Equal(
                File.ReadAllBytes(folder.File($"single.tif{ending}")),
                File.ReadAllBytes(folder.File($"map.tif{ending}"))
            );
        }

        Assert.False(Directory.Exists(folder.File("map.tif.work")));
    }

    private string[] Words(string map, string? shard = null) =>
        [
            .. new[] { "classify", "--model", "olinda-light", "--scene", Checkout.Sample("L7_ETMs.tif") },
            .. new[] { "--tile-size", "80", "--out", folder.File(map) },
            .. shard is null ? Array.Empty<string>() : ["--shard", shard],
        ];
}
