using System.Collections.Concurrent;

namespace Segment.Server.Workers;

/// <summary>
/// The worker processes that answer requests: started when first needed, kept warm, replaced when they die or have grown. Who
/// finds all of them at work waits in a queue of bounded length.
/// </summary>
/// <param name="command">How a worker is started.</param>
/// <param name="lanes">The lanes that all share.</param>
/// <param name="size">How many workers.</param>
/// <param name="queue">How many requests may wait.</param>
/// <param name="mostMemory">A worker that holds more than this after a task is replaced, in bytes.</param>
internal sealed class WorkerPool(WorkerCommand command, LanePool lanes, int size, int queue, long mostMemory)
    : IDisposable
{
    /// <summary>The memory that a worker may hold on to between two requests: two large networks and their tiles.</summary>
    public const long MostMemory = 3L << 30;

    private readonly SemaphoreSlim free = new(size);
    private readonly ConcurrentStack<WorkerProcess> idle = new();
    private readonly ConcurrentDictionary<WorkerProcess, bool> all = new();
    private int waiting;
    private long deaths;

    /// <summary>Gets how many requests wait for a worker.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Gets how many workers there are.</summary>
    public int Count => all.Count;

    /// <summary>Gets how many workers died in the middle of a task.</summary>
    public long Deaths => Interlocked.Read(ref deaths);

    /// <summary>Gets the memory of all workers, in bytes.</summary>
    public long Memory => all.Keys.Sum(worker => worker.Memory);

    /// <summary>Has a task done by the next worker that is free.</summary>
    /// <param name="order">The task.</param>
    /// <param name="listener">Told progress and facts.</param>
    /// <param name="token">Stops the wait and the task.</param>
    /// <returns>The word that says how it ended, without a fault.</returns>
    /// <exception cref="QueueFullException">Too many wait already.</exception>
    /// <exception cref="WorkerFaultException">The task ended without a result.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<WorkerWord> Do(WorkerOrder order, IWorkerListener? listener, CancellationToken token)
    {
        await Enter(token);
        try
        {
            var worker = Take();
            try
            {
                return await worker.Do(order, lanes, listener, token);
            }
            finally
            {
                PutBack(worker);
            }
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Lets workers that are idle at this moment hold a package ready, so that the first request need not wait.</summary>
    /// <param name="package">The package.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>Done when they hold it.</returns>
    public Task Prepare(string package, CancellationToken token) =>
        Task.WhenAll(Enumerable.Range(0, size).Select(_ => TryPrepare(package, token)));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var worker in all.Keys)
        {
            worker.Dispose();
        }

        free.Dispose();
    }

    private async Task TryPrepare(string package, CancellationToken token)
    {
        try
        {
            await Do(new WorkerOrder { Number = 0, Load = package }, null, token);
        }
        catch (Exception e) when (e is WorkerFaultException or QueueFullException or OperationCanceledException)
        {
            // A request that needs the package opens it itself, and tells what is wrong.
        }
    }

    private async Task Enter(CancellationToken token)
    {
        if (free.Wait(0, CancellationToken.None))
        {
            return;
        }

        if (Interlocked.Increment(ref waiting) > queue)
        {
            Interlocked.Decrement(ref waiting);
            throw new QueueFullException(queue);
        }

        try
        {
            await free.WaitAsync(token);
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    private WorkerProcess Take()
    {
        if (idle.TryPop(out var worker))
        {
            return worker;
        }

        worker = WorkerProcess.Start(command);
        all[worker] = true;
        return worker;
    }

    private void PutBack(WorkerProcess worker)
    {
        if (worker.IsFit && worker.Memory is var memory && memory > 0 && memory <= mostMemory)
        {
            idle.Push(worker);
            return;
        }

        if (!worker.IsFit)
        {
            Interlocked.Increment(ref deaths);
        }

        all.TryRemove(worker, out _);
        worker.Dispose();
    }
}
