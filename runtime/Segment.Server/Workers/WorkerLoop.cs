using System.Text.Json;
using System.Threading.Channels;
using Segment.PackageFormat;

namespace Segment.Server.Workers;

/// <summary>
/// The worker process: takes tasks as lines of JSON from the server, one after the other, and answers in lines. All native code
/// that touches what strangers send runs here, so that a crash is one failed request. The process ends with the server: at the
/// end of its input.
/// </summary>
internal static class WorkerLoop
{
    /// <summary>Works until the input ends.</summary>
    /// <param name="input">Orders.</param>
    /// <param name="output">Words.</param>
    public static void Run(Stream input, Stream output)
    {
        using var voice = new WorkerVoice(output);
        using var lanes = new GrantedLanes(voice);
        using var work = new WorkerTasks(voice, lanes);
        var orders = Channel.CreateUnbounded<WorkerOrder>();
        var listener = new Thread(() => Listen(input, lanes, work, orders.Writer))
        {
            Name = "orders",
            IsBackground = true,
        };
        listener.Start();
        while (orders.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (orders.Reader.TryRead(out var order))
            {
                work.Do(order);
            }
        }
    }

    private static void Listen(Stream input, GrantedLanes lanes, WorkerTasks work, ChannelWriter<WorkerOrder> orders)
    {
        using var reader = new StreamReader(input);
        while (reader.ReadLine() is { } line)
        {
            var order =
                JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerOrder)
                ?? throw new SegmentDataException("A worker was sent an empty order.");
            if (order.Lane)
            {
                lanes.Grant(order.Number);
            }
            else if (order.Stop)
            {
                work.Stop(order.Number);
            }
            else
            {
                lanes.Begin(order.Number);
                work.Expect(order.Number);
                orders.TryWrite(order);
            }
        }

        // The server is gone, or wants this process to go: what is half done is kept by its journal.
        Environment.Exit(0);
    }
}
