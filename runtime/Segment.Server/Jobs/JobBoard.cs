using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Segment.Server.Access;
using Segment.Server.Faults;

namespace Segment.Server.Jobs;

/// <summary>All jobs: accepts them, tells how far they are, ends them. What is written down here survives the process.</summary>
/// <param name="store">Where they are written down.</param>
/// <param name="options">How the server is set up.</param>
/// <param name="time">Tells the time.</param>
/// <param name="log">Told of each job's beginning and end.</param>
internal sealed class JobBoard(JobStore store, ServerOptions options, TimeProvider time, ILogger<JobBoard> log)
    : IDisposable
{
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, LiveJob> live = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly Lock turn = new();

    /// <summary>Writes a new job down.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="caller">Who wants it.</param>
    /// <param name="isWaitedFor">Whether the client waits for it; else it takes its turn.</param>
    /// <param name="prepare">Puts its files in place, before anybody may take it.</param>
    /// <returns>The job.</returns>
    /// <exception cref="ApiException">Too many wait already (429).</exception>
    public JobRecord Add(JobRequest request, Caller caller, bool isWaitedFor, Action<JobFiles> prepare)
    {
        if (!isWaitedFor && store.Count(JobStatus.Accepted) >= options.JobQueue)
        {
            throw new ApiException(
                StatusCodes.Status429TooManyRequests,
                "Too many jobs wait",
                $"{options.JobQueue} jobs wait already. Try again later."
            )
            {
                RetryAfter = 30,
            };
        }

        var now = time.GetUtcNow();
        var job = new JobRecord
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Owner = caller.Name,
            Request = request,
            Status = isWaitedFor ? JobStatus.Running : JobStatus.Accepted,
            IsWaitedFor = isWaitedFor,
            Created = now,
            Started = isWaitedFor ? now : null,
            Updated = now,
        };
        var files = new JobFiles(store.FolderOf(job.Id));
        files.Create();
        prepare(files);
        store.Save(job);
        if (!isWaitedFor)
        {
            arrivals.Release();
        }

        return job;
    }

    /// <summary>Finds a job.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="caller">Who asks; others' jobs are as if they were not there.</param>
    /// <returns>The picture of this moment.</returns>
    /// <exception cref="ApiException">There is no such job for this caller (404).</exception>
    public JobRecord Find(string id, Caller caller)
    {
        var job = live.TryGetValue(id, out var working) ? working.Record : store.Find(id);
        return job is not null && (caller.SeesAll || job.Owner == caller.Name) ? job : throw OgcFault.NoSuchJob(id);
    }

    /// <summary>Lists the jobs that a caller may see, the newest first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <returns>The pictures of this moment.</returns>
    public IEnumerable<JobRecord> List(Caller caller) =>
        store
            .List(caller.SeesAll ? null : caller.Name)
            .Select(job => live.TryGetValue(job.Id, out var working) ? working.Record : job);

    /// <summary>Ends a job, whatever it does; its results go.</summary>
    /// <param name="id">The job.</param>
    /// <param name="caller">Who asks.</param>
    /// <returns>The last picture of it.</returns>
    /// <exception cref="ApiException">There is no such job for this caller (404).</exception>
    public JobRecord Dismiss(string id, Caller caller)
    {
        var job = Find(id, caller);
        var gone = job with
        {
            Status = JobStatus.Dismissed,
            Finished = job.Finished ?? time.GetUtcNow(),
            Updated = time.GetUtcNow(),
        };
        if (job.Status == JobStatus.Dismissed)
        {
            store.Remove(id);
            return gone;
        }

        lock (turn)
        {
            store.Save(gone);
            if (live.TryGetValue(id, out var working))
            {
                // Its files go when its worker has let go of them.
                working.Record = gone;
                working.Stop.Cancel();
                return gone;
            }
        }

        store.RemoveFiles(id);
        return gone;
    }

    /// <summary>Waits for the next job that nobody works on.</summary>
    /// <param name="token">Ends the wait.</param>
    /// <returns>The job, which is the caller's now; null where another one was faster.</returns>
    public async Task<LiveJob?> Next(CancellationToken token)
    {
        await arrivals.WaitAsync(token);
        lock (turn)
        {
            return store.Of(JobStatus.Accepted) is [var job, ..] ? Begin(job) : null;
        }
    }

    /// <summary>Begins work on a job.</summary>
    /// <param name="job">The job.</param>
    /// <returns>The job at work; dispose it when the work has ended.</returns>
    public LiveJob Begin(JobRecord job)
    {
        var now = time.GetUtcNow();
        var working = new LiveJob(
            job with
            {
                Status = JobStatus.Running,
                Started = job.Started ?? now,
                Updated = now,
                Fault = null,
            }
        );
        live[job.Id] = working;
        store.Save(working.Record);
        if (log.IsEnabled(LogLevel.Information))
        {
            log.LogInformation(
                "Job {Job} begins: {Model} on {Scene}",
                job.Id,
                job.Request.Inputs.Model,
                job.Request.Scene.Name
            );
        }
        return working;
    }

    /// <summary>Changes what is known of a job at work.</summary>
    /// <param name="id">The job.</param>
    /// <param name="change">Makes the new picture.</param>
    /// <param name="isNews">Whether it is written down at once; else once in a while.</param>
    public void Change(string id, Func<JobRecord, JobRecord> change, bool isNews)
    {
        if (!live.TryGetValue(id, out var working))
        {
            return;
        }

        lock (turn)
        {
            var now = time.GetUtcNow();
            if (working.Record.Status == JobStatus.Dismissed)
            {
                return;
            }

            working.Record = change(working.Record) with { Updated = now };
            if (isNews || now - working.Saved > BetweenSaves)
            {
                store.Save(working.Record);
                working.Saved = now;
            }
        }
    }

    /// <summary>Ends work on a job.</summary>
    /// <param name="working">The job.</param>
    /// <param name="change">Makes the last picture; where it is not over, the job takes its turn again.</param>
    public void End(LiveJob working, Func<JobRecord, JobRecord> change)
    {
        var id = working.Record.Id;
        lock (turn)
        {
            var isDismissed = working.Record.Status == JobStatus.Dismissed;
            var last = isDismissed ? working.Record : change(working.Record) with { Updated = time.GetUtcNow() };
            working.Record = last.IsOver && last.Finished is null ? last with { Finished = last.Updated } : last;
            store.Save(working.Record);
            live.TryRemove(id, out _);
        }

        if (working.Record.Status == JobStatus.Dismissed)
        {
            store.RemoveFiles(id);
        }
        else if (working.Record.IsOver)
        {
            new JobFiles(store.FolderOf(id)).Tidy();
        }

        if (log.IsEnabled(LogLevel.Information))
        {
            log.LogInformation(
                "Job {Job} ends: {Status} {Reason}",
                id,
                working.Record.Status,
                working.Record.Fault?.Detail ?? string.Empty
            );
        }
    }

    /// <summary>Takes up the jobs that an earlier server left: those at work go on, those that a client waited for are over.</summary>
    public void TakeUp()
    {
        foreach (var job in store.Of(JobStatus.Running))
        {
            if (job.IsWaitedFor)
            {
                store.Save(
                    job with
                    {
                        Status = JobStatus.Dismissed,
                        Finished = time.GetUtcNow(),
                        Message = "The server ended while the client waited.",
                    }
                );
                store.RemoveFiles(job.Id);
            }
            else
            {
                store.Save(job with { Status = JobStatus.Accepted });
            }
        }

        var waiting = (int)store.Count(JobStatus.Accepted);
        if (waiting > 0)
        {
            arrivals.Release(waiting);
            if (log.IsEnabled(LogLevel.Information))
            {
                log.LogInformation("{Count} jobs go on", waiting);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => arrivals.Dispose();

    /// <summary>Removes jobs that ended long ago, with their results.</summary>
    public void Sweep()
    {
        var oldest = time.GetUtcNow() - options.KeepJobs;
        foreach (var job in store.List(null).Where(job => job.IsOver && job.Finished < oldest))
        {
            store.Remove(job.Id);
        }
    }
}
