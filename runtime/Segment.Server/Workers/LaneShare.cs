namespace Segment.Server.Workers;

/// <summary>One job's share of the lanes.</summary>
internal sealed class LaneShare : IDisposable
{
    private readonly LanePool pool;
    private readonly Action grant;

    /// <summary>Makes a share.</summary>
    /// <param name="pool">The lanes.</param>
    /// <param name="grant">Told of each lane granted.</param>
    internal LaneShare(LanePool pool, Action grant) => (this.pool, this.grant) = (pool, grant);

    /// <summary>Gets or sets the lanes asked for and not granted; the pool's own.</summary>
    internal int Wanted { get; set; }

    /// <summary>Gets or sets the lanes that compute; the pool's own.</summary>
    internal int Held { get; set; }

    /// <summary>Gets or sets whether the job is over; the pool's own.</summary>
    internal bool IsGone { get; set; }

    /// <summary>Asks for a lane.</summary>
    public void Ask() => pool.Ask(this);

    /// <summary>Gives a lane back.</summary>
    public void Free() => pool.Return(this, all: false);

    /// <summary>Passes a lane on.</summary>
    internal void Grant() => grant();

    /// <inheritdoc/>
    public void Dispose() => pool.Return(this, all: true);
}
