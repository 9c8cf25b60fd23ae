using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Segment.Server.Tests.Models;

/// <summary>Random sequences of drops, replacements, deletions and corruptions while callers ask.</summary>
public sealed class RandomDropTests
{
    private const float Anything = float.NaN;
    private static readonly string[] Names = ["a", "b", "c"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public Task What_lies_there_in_the_end_serves_and_no_answer_ever_mixed(int seed) => RunAsync(seed, steps: 12);

    [Theory]
    [Trait("kind", "slow")]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public Task The_same_for_longer(int seed) => RunAsync(seed, steps: 60);

    private static async Task RunAsync(int seed, int steps)
    {
        var random = new Random(seed);
        await using var dropIn = await DropIn.StartAsync(options =>
            options with
            {
                Settle = TimeSpan.FromMilliseconds(50),
            }
        );
        var weights = new ConcurrentDictionary<string, float>(StringComparer.Ordinal);
        var packages = Enumerable.Range(2, 5).Select(weight => Made(dropIn, weight, weights)).ToList();

        // What must answer for each model in the end: a weight, or nothing.
        var expected = new Dictionary<string, float?>(StringComparer.Ordinal);
        await using var load = new Load(
            dropIn.Registry,
            Names,
            sha256 => weights.GetValueOrDefault(sha256),
            callers: 2,
            mayBeAbsent: true
        );
        for (var step = 0; step < steps; step++)
        {
            var name = Names[random.Next(Names.Length)];
            Step(dropIn, name, packages, random, expected);
            await Task.Delay(random.Next(150), TestContext.Current.CancellationToken);
        }

        foreach (var name in Names)
        {
            var wanted = expected.GetValueOrDefault(name);
            if (wanted is Anything)
            {
                continue;
            }

            await dropIn.UntilAsync(
                () => Weight(dropIn, name, weights) == wanted,
                $"{name} answers with {wanted} (seed {seed})"
            );
        }

        await load.EndAsync();
        await dropIn.UntilAsync(
            () => dropIn.Registry.LoadedNetworks == dropIn.Registry.Models.Count(model => model.Served is not null),
            "what does not serve is released"
        );
    }

    private static void Step(
        DropIn dropIn,
        string name,
        List<(string Path, float Weight)> packages,
        Random random,
        Dictionary<string, float?> expected
    )
    {
        var path = dropIn[$"{name}.dlpk"];
        var (package, weight) = packages[random.Next(packages.Count)];
        switch (random.Next(5))
        {
            case 0:
                var beside = dropIn.Beside($"{Guid.NewGuid():N}.dlpk");
                File.Copy(package, beside);
                File.Move(beside, path, overwrite: true);
                expected[name] = weight;
                break;
            case 1:
                File.Copy(package, path, overwrite: true);
                expected[name] = weight;
                break;
            case 2:
                File.Copy(package, path, overwrite: true);
                File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch.AddDays(random.Next(10_000)));
                expected[name] = weight;
                break;
            case 3:
                File.Delete(path);
                expected[name] = null;
                break;
            default:
                // What was taken before goes on; whether that was the file just overwritten, nobody can tell.
                File.WriteAllBytes(path, File.ReadAllBytes(package)[..^random.Next(1, 500)]);
                expected[name] = Anything;
                break;
        }
    }

    private static float? Weight(DropIn dropIn, string name, ConcurrentDictionary<string, float> weights) =>
        dropIn.Registry.Find(name)?.Served is { } served ? weights.GetValueOrDefault(served.Sha256) : null;

    private static (string Path, float Weight) Made(
        DropIn dropIn,
        float weight,
        ConcurrentDictionary<string, float> weights
    )
    {
        var path = dropIn.Package(weight);
        weights[Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))] = weight;
        return (path, weight);
    }
}
