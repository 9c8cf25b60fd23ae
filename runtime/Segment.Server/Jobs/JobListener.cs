using Segment.Server.Workers;

namespace Segment.Server.Jobs;

/// <summary>Passes what a worker says about a job to the board.</summary>
/// <param name="board">The board.</param>
/// <param name="id">The job.</param>
internal sealed class JobListener(JobBoard board, string id) : IWorkerListener
{
    /// <inheritdoc/>
    public void Progress(double value) => board.Change(id, job => job with { Progress = value }, isNews: false);

    /// <inheritdoc/>
    public void Notice(string sentence) => board.Change(id, job => job with { Message = sentence }, isNews: true);
}
