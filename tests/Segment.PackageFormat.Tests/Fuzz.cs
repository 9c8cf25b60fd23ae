using System.Diagnostics;
using System.Globalization;

namespace Segment.PackageFormat.Tests;

/// <summary>Seeded damage, some hundred rounds in the suite, or for as long as <c>SEGMENT_FUZZ_SECONDS</c> says.</summary>
internal static class Fuzz
{
    /// <summary>The time in the suite for one test, however slow the machine.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(3);

    /// <summary>Tries damaged inputs until the rounds or the time are over.</summary>
    /// <param name="rounds">The rounds in the suite.</param>
    /// <param name="seed">The first round's seed; each round adds 1, so that a failure can be repeated by itself.</param>
    /// <param name="attempt">Tries one input; anything but a SegmentDataException is a find.</param>
    public static void Run(int rounds, int seed, Action<Random> attempt)
    {
        var asked = Environment.GetEnvironmentVariable("SEGMENT_FUZZ_SECONDS");
        var bound = asked is null ? Bound : TimeSpan.FromSeconds(double.Parse(asked, CultureInfo.InvariantCulture));
        var first = Environment.GetEnvironmentVariable("SEGMENT_FUZZ_SEED") is { } given
            ? int.Parse(given, CultureInfo.InvariantCulture)
            : seed;
        var clock = Stopwatch.StartNew();
        for (var round = 0; clock.Elapsed < bound && (asked is not null || round < rounds); round++)
        {
            var started = clock.Elapsed;
            try
            {
                attempt(new Random(first + round));
            }
            catch (SegmentDataException)
            {
                // The right answer.
            }
            catch (Exception e)
            {
                Assert.Fail($"SEGMENT_FUZZ_SEED={first + round}: {e}");
            }

            var took = clock.Elapsed - started;
            Assert.True(took < TimeSpan.FromSeconds(10), $"SEGMENT_FUZZ_SEED={first + round} took {took}.");
        }
    }

    /// <summary>Turns bits, cuts, drops, overwrites or repeats a part.</summary>
    public static byte[] Damaged(byte[] sound, Random random)
    {
        var bytes = sound.ToArray();
        var at = random.Next(bytes.Length);
        switch (random.Next(5))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], .. bytes[random.Next(at, bytes.Length)..]];
            case 3:
                random.NextBytes(bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at)));
                return bytes;
            default:
                var end = random.Next(at, bytes.Length);
                return [.. bytes[..end], .. bytes[at..end], .. bytes[end..]];
        }
    }
}
