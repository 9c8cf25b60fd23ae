using System.Diagnostics;

namespace Segment.EndToEnd.Tests;

/// <summary>A killed classification leaves no wrong map, and the same command makes the right one.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Killed_a_few_times_it_makes_the_same_bytes() => KillAndCompare(kills: 4, seed: 1);

    [Fact]
    public void Killed_while_tiles_blend_it_makes_the_same_bytes() =>
        KillAndCompare(kills: 3, seed: 3, "--blend", "hann");

    [Fact]
    [Trait("kind", "slow")]
    public void Killed_two_hundred_times_it_makes_the_same_bytes() => KillAndCompare(kills: 200, seed: 2);

    private void KillAndCompare(int kills, int seed, params string[] more)
    {
        var whole = Stopwatch.StartNew();
        Assert.Equal(0, Checkout.Run([.. Words("whole.tif"), .. more]).ExitCode);
        var run = new KilledRun(seed, whole.Elapsed);
        var map = folder.File("map.tif");
        while (run.Kills < kills)
        {
            run.Run(kills - run.Kills, AssertWholeOrAbsent, [.. Words("map.tif"), .. more]);

            AssertSame("map.tif");
            Assert.Equal(Files("whole."), Files("map."));
            foreach (var file in Directory.GetFileSystemEntries(folder.Path, "map.*"))
            {
                File.Delete(file);
            }
        }

        void AssertWholeOrAbsent()
        {
            if (File.Exists(map))
            {
                AssertSame("map.tif");
            }
        }
    }

    private string[] Words(string map) =>
        [
            .. new[] { "classify", "--model", "olinda-light", "--scene", Checkout.Sample("L7_ETMs.tif") },
            .. new[] { "--tile-size", "64", "--out", folder.File(map) },
        ];

    private IEnumerable<string> Files(string start) =>
        Directory
            .GetFileSystemEntries(folder.Path, $"{start}*")
            .Select(file => Path.GetFileName(file)[start.Length..])
            .Order(StringComparer.Ordinal);

    private void AssertSame(string map)
    {
        foreach (var ending in new[] { string.Empty, ".aux.xml" })
        {
            Assert.Equal(
                File.ReadAllBytes(folder.File($"whole.tif{ending}")),
                File.ReadAllBytes(folder.File($"{map}{ending}"))
            );
        }
    }
}
