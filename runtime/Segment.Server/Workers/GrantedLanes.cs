using Segment.Runtime;

namespace Segment.Server.Workers;

/// <summary>A worker's side of the lanes that all jobs share: asks the server, and waits for its grant.</summary>
/// <param name="voice">Speaks to the server.</param>
internal sealed class GrantedLanes(WorkerVoice voice) : ILaneGate, IDisposable
{
    private static readonly WorkerWord Ask = new() { Lane = true };
    private static readonly WorkerWord Free = new() { Free = true };
    private readonly Lock turn = new();
    private SemaphoreSlim grants = new(0);
    private int number;

    /// <summary>Begins a task; what an earlier one was still granted is void, as the server takes all back at its end.</summary>
    /// <param name="task">The task's number.</param>
    public void Begin(int task)
    {
        lock (turn)
        {
            (number, grants) = (task, new SemaphoreSlim(0));
        }
    }

    /// <summary>Takes a grant.</summary>
    /// <param name="task">The task that it is for.</param>
    public void Grant(int task)
    {
        lock (turn)
        {
            if (task == number)
            {
                grants.Release();
            }
        }
    }

    /// <inheritdoc/>
    public void Enter(CancellationToken token)
    {
        voice.Say(Ask);
        grants.Wait(token);
    }

    /// <inheritdoc/>
    public void Leave() => voice.Say(Free);

    /// <inheritdoc/>
    public void Dispose() => grants.Dispose();
}
