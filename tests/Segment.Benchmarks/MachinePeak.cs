using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace Segment.Benchmarks;

/// <summary>The most multiply-adds that this machine does: a loop that does nothing else, on all cores.</summary>
internal static class MachinePeak
{
    private const int Steps = 2_000_000;

    /// <summary>The best of so many short runs counts, as another process may take a core for a moment.</summary>
    private const int Rounds = 20;

    /// <summary>Measures.</summary>
    /// <returns>Multiply-adds of single precision a second, all cores together.</returns>
    public static double MultiplyAddsPerSecond()
    {
        var cores = Environment.ProcessorCount;
        var width = Vector512.IsHardwareAccelerated ? Vector512<float>.Count : Vector256<float>.Count;
        var times = new double[cores];
        var threads = Enumerable
            .Range(0, cores)
            .Select(i => new Thread(() => times[i] = Enumerable.Range(0, Rounds).Min(_ => Seconds())))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return times.Sum(seconds => (double)Steps * Chains * width / seconds);
    }

    /// <summary>As many sums side by side hide how long one addition takes (4 to 5 cycles, two units).</summary>
    private const int Chains = 10;

    private static double Seconds() => Vector512.IsHardwareAccelerated ? Wide() : Narrow();

    private static double Wide()
    {
        var (a, b) = (Vector512.Create(1.0001f), Vector512.Create(0.9999f));
        Vector512<float> c0 = a,
            c1 = a,
            c2 = a,
            c3 = a,
            c4 = a,
            c5 = a,
            c6 = a,
            c7 = a,
            c8 = a,
            c9 = a;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Steps; i++)
        {
            c0 = Vector512.FusedMultiplyAdd(c0, b, a);
            c1 = Vector512.FusedMultiplyAdd(c1, b, a);
            c2 = Vector512.FusedMultiplyAdd(c2, b, a);
            c3 = Vector512.FusedMultiplyAdd(c3, b, a);
            c4 = Vector512.FusedMultiplyAdd(c4, b, a);
            c5 = Vector512.FusedMultiplyAdd(c5, b, a);
            c6 = Vector512.FusedMultiplyAdd(c6, b, a);
            c7 = Vector512.FusedMultiplyAdd(c7, b, a);
            c8 = Vector512.FusedMultiplyAdd(c8, b, a);
            c9 = Vector512.FusedMultiplyAdd(c9, b, a);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return Kept(Vector512.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9), seconds);
    }

    private static double Narrow()
    {
        var (a, b) = (Vector256.Create(1.0001f), Vector256.Create(0.9999f));
        Vector256<float> c0 = a,
            c1 = a,
            c2 = a,
            c3 = a,
            c4 = a,
            c5 = a,
            c6 = a,
            c7 = a,
            c8 = a,
            c9 = a;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Steps; i++)
        {
            c0 = Vector256.FusedMultiplyAdd(c0, b, a);
            c1 = Vector256.FusedMultiplyAdd(c1, b, a);
            c2 = Vector256.FusedMultiplyAdd(c2, b, a);
            c3 = Vector256.FusedMultiplyAdd(c3, b, a);
            c4 = Vector256.FusedMultiplyAdd(c4, b, a);
            c5 = Vector256.FusedMultiplyAdd(c5, b, a);
            c6 = Vector256.FusedMultiplyAdd(c6, b, a);
            c7 = Vector256.FusedMultiplyAdd(c7, b, a);
            c8 = Vector256.FusedMultiplyAdd(c8, b, a);
            c9 = Vector256.FusedMultiplyAdd(c9, b, a);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return Kept(Vector256.Sum(c0 + c1 + c2 + c3 + c4 + c5 + c6 + c7 + c8 + c9), seconds);
    }

    /// <summary>Uses the sum, or the compiler would leave the loop out.</summary>
    private static double Kept(float sum, double seconds) => float.IsNaN(sum) ? double.NaN : seconds;
}
