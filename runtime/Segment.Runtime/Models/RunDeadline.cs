using Microsoft.ML.OnnxRuntime;

namespace Segment.Runtime.Models;

/// <summary>Ends a run of the network that does not end by itself: a graph from a stranger may be made so.</summary>
/// <remarks>ONNX Runtime stops at the next node of the graph, and throws.</remarks>
internal sealed class RunDeadline : IDisposable
{
    /// <summary>For the golden window, which is small: even a slow machine needs seconds.</summary>
    public static readonly TimeSpan Golden = TimeSpan.FromMinutes(1);

    /// <summary>For a batch of tiles: of the largest ones, a slow machine needs minutes.</summary>
    public static readonly TimeSpan Batch = TimeSpan.FromMinutes(15);

    private readonly TimeSpan limit;
    private readonly Timer timer;

    /// <summary>Prepares runs with a time limit.</summary>
    /// <param name="options">The runs' options; they serve one thread at a time.</param>
    /// <param name="limit">How long a run may take.</param>
    public RunDeadline(RunOptions options, TimeSpan limit)
    {
        this.limit = limit;
        timer = new Timer(_ =>
        {
            IsOver = true;
            options.Terminate = true;
        });
    }

    /// <summary>Gets whether a run took too long.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Begins the time of a run.</summary>
    public void Start() => timer.Change(limit, Timeout.InfiniteTimeSpan);

    /// <summary>Ends the time of a run.</summary>
    public void Stop() => timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose()
    {
        // A callback that runs must not meet options that are gone.
        using var done = new ManualResetEvent(initialState: false);
        if (timer.Dispose(done))
        {
            done.WaitOne();
        }
    }
}
