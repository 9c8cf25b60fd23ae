using System.Runtime.ExceptionServices;

namespace Segment.Runtime.Pipeline;

/// <summary>Stops every stage of a pipeline when one of them fails or the user wishes it, and keeps the first failure.</summary>
/// <param name="token">The user's wish to stop.</param>
internal sealed class PipelineStop(CancellationToken token) : IDisposable
{
    private readonly CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(token);
    private readonly List<Thread> threads = [];
    private ExceptionDispatchInfo? failure;

    /// <summary>Gets the token that every wait of a stage observes.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Runs a stage on a thread of its own.</summary>
    /// <param name="name">The thread's name.</param>
    /// <param name="stage">The stage.</param>
    public void Start(string name, Action stage)
    {
        var thread = new Thread(() => Guard(stage)) { Name = name, IsBackground = true };
        threads.Add(thread);
        thread.Start();
    }

    /// <summary>Runs a stage on this thread, waits for those on other threads, and throws what went wrong first.</summary>
    /// <param name="stage">The stage.</param>
    public void Finish(Action stage)
    {
        Guard(stage);
        threads.ForEach(thread => thread.Join());
        failure?.Throw();
        token.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public void Dispose() => source.Dispose();

    private void Guard(Action stage)
    {
        try
        {
            stage();
        }
        catch (OperationCanceledException) when (source.IsCancellationRequested)
        {
            // The cause is kept elsewhere: the first failure, or the user's own token.
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(e), null);
            source.Cancel();
        }
    }
}
