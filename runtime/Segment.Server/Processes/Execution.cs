using Microsoft.AspNetCore.Http;
using Segment.Server.Access;
using Segment.Server.Faults;
using Segment.Server.Health;
using Segment.Server.Jobs;
using Segment.Server.Models;
using Segment.Server.Routes;
using Segment.Server.Scenes;
using Segment.Server.Workers;

namespace Segment.Server.Processes;

/// <summary>Executes <c>classify</c>: at once, or as a job that takes its turn.</summary>
/// <param name="board">The jobs.</param>
/// <param name="store">Their files.</param>
/// <param name="work">Does them.</param>
/// <param name="workers">The workers of requests.</param>
/// <param name="registry">The models.</param>
/// <param name="root">The scenes named by path.</param>
/// <param name="uploads">The scenes that were sent.</param>
/// <param name="remote">The scenes named by address.</param>
/// <param name="metrics">Counts.</param>
/// <param name="options">How the server is set up.</param>
internal sealed class Execution(
    JobBoard board,
    JobStore store,
    JobWork work,
    WorkerPool workers,
    ModelRegistry registry,
    DataRoot root,
    Uploads uploads,
    RemoteScenes remote,
    ServerMetrics metrics,
    ServerOptions options
)
{
    /// <summary>Executes while the client waits.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="caller">Who wants it.</param>
    /// <param name="context">The request.</param>
    /// <returns>The results.</returns>
    public async Task<IResult> Wait(JobRequest wanted, Caller caller, HttpContext context)
    {
        var token = context.RequestAborted;
        using var lease = ModelRoutes.Lease(registry, wanted.Inputs.Model!, wanted.Inputs.PackageSha256);
        Check(wanted.Scene);
        using var job = board.Begin(board.Add(wanted, caller, isWaitedFor: true, files => Place(wanted.Scene, files)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(token, job.Stop.Token);
        var id = job.Record.Id;
        try
        {
            var facts = await work.Run(job.Record, lease, workers.Do, new JobListener(board, id), stop.Token);
            metrics.Count(wanted.Inputs.Model!, facts);
            board.End(
                job,
                record =>
                    record with
                    {
                        Status = JobStatus.Successful,
                        Progress = 1,
                        Facts = facts,
                        PackageSha256 = facts.Sha256,
                    }
            );
        }
        catch (OperationCanceledException)
        {
            board.End(job, record => record with { Status = JobStatus.Dismissed });
            token.ThrowIfCancellationRequested();
            throw OgcFault.NoSuchJob(id);
        }
        catch (Exception e)
        {
            var fault = JobFault.Of(ProblemAnswers.Of(e));
            board.End(job, record => record with { Status = JobStatus.Failed, Fault = fault, Message = fault.Detail });
            throw;
        }

        ModelRoutes.Name(context.Response, lease);
        context.Response.Headers.Append("Link", $"<{Links.Address(context.Request, $"/jobs/{id}")}>; rel=\"monitor\"");
        return ResultAnswer.Of(job.Record, store, context);
    }

    /// <summary>Accepts a job, if its model and scene are usable as far as that is seen at once.</summary>
    /// <param name="wanted">What is wanted.</param>
    /// <param name="caller">Who wants it.</param>
    /// <param name="token">The client has left.</param>
    /// <returns>The job.</returns>
    public async Task<JobRecord> Accept(JobRequest wanted, Caller caller, CancellationToken token)
    {
        ModelRoutes.Lease(registry, wanted.Inputs.Model!, wanted.Inputs.PackageSha256).Dispose();
        Check(wanted.Scene);
        await Probe(wanted.Scene, token);
        return board.Add(wanted, caller, isWaitedFor: false, files => Place(wanted.Scene, files));
    }

    private void Check(SceneInput scene)
    {
        if (scene.Path is { } name)
        {
            root.Find(name);
        }
        else if (scene.Upload is { } id)
        {
            uploads.Find(id);
        }
        else if (scene.Address is { } address)
        {
            remote.Check(address);
        }
        else
        {
            Spool.CheckTiff(scene.Bytes);
        }
    }

    // What is wrong with a scene's header is told at once, and not by a job that fails later.
    private async Task Probe(SceneInput scene, CancellationToken token)
    {
        if (
            (
                scene.Path is { } name ? root.Find(name)
                : scene.Upload is { } id ? uploads.Find(id)
                : null
            )
            is not { } file
        )
        {
            return;
        }

        var limits = new SceneLimits(options.MaxPixels, options.MaxBands, options.MaxBlockBytes);
        try
        {
            await workers.Do(new WorkerOrder { Number = 0, Probe = new ProbeTask(file, limits) }, null, token);
        }
        catch (QueueFullException)
        {
            // The job finds out by itself.
        }
    }

    private void Place(SceneInput scene, JobFiles files)
    {
        if (scene.Upload is { } id)
        {
            JobFiles.Take(uploads.Find(id), files.Scene);
        }
        else if (scene.Bytes is { } bytes)
        {
            File.WriteAllBytes(files.Scene, bytes);
        }
    }
}
