namespace Segment.Server.Jobs;

/// <summary>A job that is worked on at this moment.</summary>
/// <param name="record">Its picture.</param>
internal sealed class LiveJob(JobRecord record) : IDisposable
{
    /// <summary>Gets or sets the picture of this moment; the board's own.</summary>
    public JobRecord Record { get; set; } = record;

    /// <summary>Gets or sets when it was written down last; the board's own.</summary>
    public DateTimeOffset Saved { get; set; }

    /// <summary>Gets what stops it.</summary>
    public CancellationTokenSource Stop { get; } = new();

    /// <inheritdoc/>
    public void Dispose() => Stop.Dispose();
}
