namespace Segment.Runtime;

/// <summary>Lets several jobs share the machine's lanes: a job asks before each batch, and gives the lane back after it.</summary>
/// <remarks>Any number of threads may call at once.</remarks>
public interface ILaneGate
{
    /// <summary>Waits for a lane.</summary>
    /// <param name="token">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    void Enter(CancellationToken token);

    /// <summary>Gives a lane back.</summary>
    void Leave();
}
