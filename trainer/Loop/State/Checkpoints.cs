using System.Diagnostics;

namespace Segment.Trainer.Loop.State;

/// <summary>
/// Decides when a training's state is written: at the end of an epoch and, in long epochs, now and then; but never so often
/// that more than a twentieth of the time goes into it.
/// </summary>
/// <param name="start">Where the training goes on from; null for a new one.</param>
/// <param name="save">Writes a state.</param>
/// <param name="interval">The longest time between two states.</param>
/// <param name="share">The largest share of the time for writing; 1 or more writes after every step.</param>
internal sealed class Checkpoints(LoopState? start, Action<LoopState> save, TimeSpan interval, double share)
{
    private static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(60);
    private const double LargestShare = 0.05;

    private readonly Stopwatch sinceLast = Stopwatch.StartNew();
    private TimeSpan cost;

    /// <summary>Creates checkpoints at the usual times.</summary>
    /// <param name="start">Where the training goes on from; null for a new one.</param>
    /// <param name="save">Writes a state.</param>
    public Checkpoints(LoopState? start, Action<LoopState> save)
        : this(start, save, LongestGap, LargestShare) { }

    /// <summary>Gets checkpoints that keep nothing.</summary>
    public static Checkpoints None => new(start: null, _ => { }, TimeSpan.MaxValue, 0);

    /// <summary>Gets where the training goes on from; null for a new one.</summary>
    public LoopState? Start => start;

    /// <summary>Writes the state if it is time.</summary>
    /// <param name="epochEnded">Whether an epoch has just ended.</param>
    /// <param name="state">Gives the state.</param>
    public void Offer(bool epochEnded, Func<LoopState> state)
    {
        var affordable = share >= 1 || sinceLast.Elapsed * share >= cost;
        if (affordable && share > 0 && (epochEnded || share >= 1 || sinceLast.Elapsed >= interval))
        {
            Write(state);
        }
    }

    /// <summary>Writes the state now.</summary>
    /// <param name="state">Gives the state.</param>
    public void Write(Func<LoopState> state)
    {
        var watch = Stopwatch.StartNew();
        save(state());
        cost = watch.Elapsed;
        sinceLast.Restart();
    }
}
