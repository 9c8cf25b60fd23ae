using System.Diagnostics;
using System.Text.Json;

namespace Segment.Server.Workers;

/// <summary>The server's end of one worker process. One task at a time.</summary>
internal sealed class WorkerProcess : IDisposable
{
    /// <summary>How long a worker may take to end a task that is stopped, before it is killed.</summary>
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly SemaphoreSlim writing = new(1);
    private readonly Task<string> errors;
    private int number;

    private WorkerProcess(Process process)
    {
        this.process = process;
        errors = LastLines(process.StandardError);
    }

    /// <summary>Gets whether the process can take another task.</summary>
    public bool IsFit { get; private set; } = true;

    /// <summary>Gets the memory that the process holds, in bytes; 0 when it has ended.</summary>
    public long Memory
    {
        get
        {
            try
            {
                process.Refresh();
                return process.HasExited ? 0 : process.WorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <summary>Starts a worker.</summary>
    /// <param name="command">How.</param>
    /// <returns>The worker.</returns>
    public static WorkerProcess Start(WorkerCommand command) => new(command.Start());

    /// <summary>Has a task done.</summary>
    /// <param name="order">The task.</param>
    /// <param name="lanes">The lanes that all share.</param>
    /// <param name="listener">Told progress and facts.</param>
    /// <param name="token">Stops the task.</param>
    /// <returns>The word that says how it ended, without a fault.</returns>
    /// <exception cref="WorkerFaultException">The task ended without a result, or the process died.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<WorkerWord> Do(
        WorkerOrder order,
        LanePool lanes,
        IWorkerListener? listener,
        CancellationToken token
    )
    {
        token.ThrowIfCancellationRequested();
        var task = ++number;
        using var over = new CancellationTokenSource();
        using var share = lanes.Join(() => _ = Send(new WorkerOrder { Number = task, Lane = true }));
        await using var stop = token.Register(() => _ = StopTask(task, over.Token));
        try
        {
            return await Listen(order with { Number = task }, share, listener, token);
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        IsFit = false;
        Kill();
        process.Dispose();
    }

    private async Task<WorkerWord> Listen(
        WorkerOrder order,
        LaneShare share,
        IWorkerListener? listener,
        CancellationToken token
    )
    {
        await Send(order);
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            var word = JsonSerializer.Deserialize(line, WorkerJson.Default.WorkerWord)!;
            if (Heard(word, share, listener))
            {
                token.ThrowIfCancellationRequested();
                return word.Fault is { } fault ? throw new WorkerFaultException(fault) : word;
            }
        }

        IsFit = false;
        token.ThrowIfCancellationRequested();
        throw new WorkerFaultException(new WorkerFault(FaultKind.Defect, await Obituary()));
    }

    private static bool Heard(WorkerWord word, LaneShare share, IWorkerListener? listener)
    {
        if (word.Lane)
        {
            share.Ask();
        }
        else if (word.Free)
        {
            share.Free();
        }
        else if (word.Progress is { } progress)
        {
            listener?.Progress(progress);
        }
        else if (word.Notice is { } notice)
        {
            listener?.Notice(notice);
        }
        else
        {
            return true;
        }

        return false;
    }

    // Only the last lines are kept: a library may print a line for every block.
    private static async Task<string> LastLines(StreamReader reader)
    {
        const int Most = 20;
        var lines = new Queue<string>();
        while (await reader.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
            if (lines.Count > Most)
            {
                lines.Dequeue();
            }
        }

        return string.Join('\n', lines);
    }

    private async Task Send(WorkerOrder order)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(order, WorkerJson.Default.WorkerOrder);
        await writing.WaitAsync();
        try
        {
            var pipe = process.StandardInput.BaseStream;
            await pipe.WriteAsync(line);
            await pipe.WriteAsync("\n"u8.ToArray());
            await pipe.FlushAsync();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process is gone; the end of its output tells the same.
            IsFit = false;
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task StopTask(int task, CancellationToken over)
    {
        await Send(new WorkerOrder { Number = task, Stop = true });
        await Task.Delay(StopTime, over).ContinueWith(_ => { }, TaskScheduler.Default);
        if (!over.IsCancellationRequested)
        {
            Kill();
        }
    }

    private async Task<string> Obituary()
    {
        using var patience = new CancellationTokenSource(StopTime);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }

        return $"The worker process died (status {(process.HasExited ? process.ExitCode : -1)}). {await errors}".Trim();
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException)
        {
            // It has ended already.
        }
    }
}
