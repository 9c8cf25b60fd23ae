using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Segment.Server.Faults;
using Segment.Server.Health;
using Segment.Server.Models;
using Segment.Server.Workers;

namespace Segment.Server.Jobs;

/// <summary>Works on jobs that nobody waits for, some side by side, each in a process of its own.</summary>
/// <param name="board">The jobs.</param>
/// <param name="work">Does them.</param>
/// <param name="command">Starts processes.</param>
/// <param name="lanes">The lanes that all share.</param>
/// <param name="models">The folder of packages.</param>
/// <param name="metrics">Counts.</param>
/// <param name="options">How the server is set up.</param>
/// <param name="log">Told of defects.</param>
internal sealed class JobService(
    JobBoard board,
    JobWork work,
    WorkerCommand command,
    LanePool lanes,
    DropInFolder models,
    ServerMetrics metrics,
    ServerOptions options,
    ILogger<JobService> log
) : BackgroundService
{
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(10);

    // A disk of the network may be away for a moment, and the worker of a server that was killed may not have ended yet.
    private readonly ResiliencePipeline retry = new ResiliencePipelineBuilder()
        .AddRetry(
            new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<WorkerFaultException>(e =>
                    e.Fault.Kind is FaultKind.Transient or FaultKind.Output
                ),
                MaxRetryAttempts = 3,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
            }
        )
        .Build();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A job that waited longer than the last server lived needs its model first.
        await models.FirstLook.WaitAsync(stoppingToken);
        board.TakeUp();
        await Task.WhenAll([
            Sweep(stoppingToken),
            .. Enumerable.Range(0, options.Jobs).Select(_ => WorkOn(stoppingToken)),
        ]);
    }

    private async Task WorkOn(CancellationToken ending)
    {
        while (!ending.IsCancellationRequested)
        {
            try
            {
                if (await board.Next(ending) is { } job)
                {
                    using (job)
                    {
                        await Do(job, ending);
                    }
                }
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "A job could not be taken");
                await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            }
        }
    }

    private async Task Do(LiveJob job, CancellationToken ending)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ending, job.Stop.Token);
        try
        {
            var id = job.Record.Id;
            var facts = await retry.ExecuteAsync(
                async token =>
                    await work.Run(
                        job.Record,
                        sha256 => board.Change(id, record => record with { PackageSha256 = sha256 }, isNews: true),
                        OwnProcess,
                        new JobListener(board, id),
                        token
                    ),
                stop.Token
            );
            metrics.Count(job.Record.Request.Inputs.Model!, facts);
            board.End(job, record => record with { Status = JobStatus.Successful, Progress = 1, Facts = facts });
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The server ends, and the job goes on from its last rows when it is started again; or it was dismissed.
            board.End(job, record => record with { Status = JobStatus.Accepted });
        }
        catch (Exception e)
        {
            log.LogError(e, "Job {Job} failed", job.Record.Id);
            var fault = JobFault.Of(ProblemAnswers.Of(e));
            board.End(job, record => record with { Status = JobStatus.Failed, Fault = fault, Message = fault.Detail });
        }
    }

    private async Task<WorkerWord> OwnProcess(WorkerOrder order, IWorkerListener? listener, CancellationToken token)
    {
        using var worker = WorkerProcess.Start(command);
        return await worker.Do(order, lanes, listener, token);
    }

    private async Task Sweep(CancellationToken ending)
    {
        using var clock = new PeriodicTimer(BetweenSweeps);
        try
        {
            do
            {
                board.Sweep();
            } while (await clock.WaitForNextTickAsync(ending));
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The server ends.
        }
    }
}
