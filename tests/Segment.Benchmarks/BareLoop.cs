using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Segment.Benchmarks;

/// <summary>ONNX Runtime and nothing else: as many single-threaded callers as cores on one session.</summary>
internal static class BareLoop
{
    public static float[] Logits(byte[] graph, int side, float[] pixels)
    {
        using var session = Open(graph);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(pixels, [1, BenchmarkPackage.Bands, side, side]);
        using var output = session.Run(run, ["image"], [input], ["logits"]);
        return output[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Runs a number of tiles of one shape.</summary>
    /// <returns>Seconds from the first to the last.</returns>
    public static double Seconds(byte[] graph, long tiles, int height, int width)
    {
        using var session = Open(graph);
        var lanes = Enumerable
            .Range(0, Environment.ProcessorCount)
            .Select(_ => new Lane(session, height, width))
            .ToList();
        foreach (var lane in lanes)
        {
            lane.Run();
        }

        var watch = Stopwatch.StartNew();
        long next = 0;
        var threads = lanes.ConvertAll(lane =>
        {
            var thread = new Thread(() =>
            {
                while (Interlocked.Increment(ref next) <= tiles)
                {
                    lane.Run();
                }
            });
            thread.Start();
            return thread;
        });
        threads.ForEach(t => t.Join());
        var seconds = watch.Elapsed.TotalSeconds;
        lanes.ForEach(l => l.Dispose());
        return seconds;
    }

    private static InferenceSession Open(byte[] graph)
    {
        using var options = new SessionOptions
        {
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
        };
        return new InferenceSession(graph, options);
    }

    private sealed class Lane : IDisposable
    {
        private readonly InferenceSession session;
        private readonly RunOptions run = new();
        private readonly OrtValue input;
        private readonly OrtValue output;

        public Lane(InferenceSession session, int height, int width)
        {
            this.session = session;
            var pixels = new float[BenchmarkPackage.Bands * height * width];
            for (var i = 0; i < pixels.Length; i++)
            {
                pixels[i] = 40 + (i * 7 % 90);
            }

            input = OrtValue.CreateTensorValueFromMemory(pixels, [1, BenchmarkPackage.Bands, height, width]);
            output = OrtValue.CreateTensorValueFromMemory(
                new float[BenchmarkPackage.Classes * height * width],
                [1, BenchmarkPackage.Classes, height, width]
            );
        }

        public void Run() => session.Run(run, ["image"], [input], ["logits"], [output]);

        public void Dispose()
        {
            input.Dispose();
            output.Dispose();
            run.Dispose();
        }
    }
}
