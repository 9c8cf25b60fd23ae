using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Runtime.Models;
using Segment.Server.Models.Checking;
using Segment.Server.Models.Orders;
using Segment.Server.Models.Staging;
using Segment.Server.Models.Watching;

namespace Segment.Server.Models;

/// <summary>
/// Watches a folder of packages and publishes them. A file is taken only when it is whole; it is copied, hashed and checked in
/// a process of its own, and a bad one never disturbs the one that serves.
/// </summary>
public sealed class DropInFolder : IHostedService, IDisposable
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(30);

    private readonly DropInOptions options;
    private readonly ModelRegistry registry;
    private readonly ILogger<DropInFolder> log;
    private readonly TimeProvider time;
    private readonly Dictionary<string, DroppedFile> files = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stop = new();
    private readonly FolderSignal signal = new();
    private readonly TaskCompletionSource settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OrderBox orders;
    private readonly ModelChronicle chronicle;
    private readonly long begun;
    private ServerLock? mine;
    private ModelSwitch? models;
    private ModelOrders? desk;
    private PackageIntake? intake;
    private Task? loop;
    private bool isDisposed;

    /// <summary>Prepares to watch a folder; nothing happens before <see cref="StartAsync"/>.</summary>
    /// <param name="options">The rules.</param>
    /// <param name="registry">Where packages are published.</param>
    /// <param name="log">The server's log.</param>
    /// <param name="time">The clock; the system's when null.</param>
    public DropInFolder(
        DropInOptions options,
        ModelRegistry registry,
        ILogger<DropInFolder> log,
        TimeProvider? time = null
    )
    {
        (this.options, this.registry, this.log) = (options, registry, log);
        this.time = time ?? TimeProvider.System;
        begun = this.time.GetTimestamp();
        orders = new OrderBox(options.State, this.time);
        History = new ModelHistory(options.State);
        chronicle = new ModelChronicle(History, log);
    }

    /// <summary>Gets all that happened to the models of this folder.</summary>
    public ModelHistory History { get; }

    /// <summary>Gets a task that ends when every package that lay in the folder at the start was served or refused.</summary>
    public Task FirstLook => settled.Task;

    /// <summary>Serves what served before, then begins to watch.</summary>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>The start; what served before answers when it ends.</returns>
    /// <exception cref="SegmentDataException">The options are not usable.</exception>
    /// <exception cref="SegmentEnvironmentException">Another server has its private state there.</exception>
    /// <exception cref="SegmentOutputException">The private state cannot be written.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (string.Join(" ", options.Problems()) is { Length: > 0 } problems)
        {
            throw new SegmentDataException(problems);
        }

        PrivateFolder.Make(options.State);
        mine = ServerLock.Take(options.State);
        orders.Open();
        History.Trim();
        registry.Changed += chronicle.Record;
        var store = new PackageStore(options.State);
        var memory = new ModelMemory(options.State);
        models = new ModelSwitch(options, registry, store, memory, time);
        desk = new ModelOrders(models, registry, store, memory);
        intake = new PackageIntake(new CheckProcess(options), store, models, log);
        models.Recover([.. Present().Select(file => file.Name)]);
        Listen();
        loop = Task.Run(() => LoopAsync(stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>Stops watching. What is published stays so.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The end.</returns>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stop.CancelAsync().ConfigureAwait(false);
        foreach (var work in files.Values.Select(file => file.Work).Append(loop).OfType<Task>())
        {
            await work.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        registry.Changed -= chronicle.Record;
        mine?.Dispose();
    }

    /// <summary>Does what was asked about a model.</summary>
    /// <param name="order">The order.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InvalidOperationException">The folder is not watched yet.</exception>
    public OrderAnswer Obey(ModelOrder order)
    {
        var answer = (desk ?? throw new InvalidOperationException("The folder is not watched yet.")).Obey(order);
        if (answer.Done && order.Kind == ModelOrderKind.Unpin)
        {
            LookAgain(order.Name);
        }

        return answer;
    }

    /// <summary>Loads a package that answered before, for work that began with it, such as a job that a restart stopped.</summary>
    /// <param name="name">The model.</param>
    /// <param name="sha256">The package.</param>
    /// <returns>The lease; null where it is not kept any more.</returns>
    /// <exception cref="SegmentDataException">It cannot be loaded.</exception>
    public ModelLease? TryAcquireEarlier(string name, string sha256) =>
        registry.TryAcquire(name, sha256) ?? models?.Reopen(name, sha256);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
        {
            return;
        }

        stop.Cancel();
        mine?.Dispose();
        signal.Dispose();
        intake?.Dispose();
        stop.Dispose();
    }

    private void Listen()
    {
        try
        {
            signal.Watch(options.Folder);
            signal.Watch(orders.Folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            ModelLog.WithoutNotifications(log, options.Folder, options.Rescan.TotalSeconds, e.Message);
        }
    }

    private async Task LoopAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            var pause = options.Rescan;
            try
            {
                orders.TakeAll(Obey);
                pause = Look(token) ? options.Settle / 2 : options.Rescan;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or SegmentOutputException)
            {
                ModelLog.Failed(log, e, $"Looking through {options.Folder}");
            }

            await signal.WaitAsync(pause, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks through the folder once, and tells whether to look again soon.</summary>
    private bool Look(CancellationToken token)
    {
        Present();
        lock (files)
        {
            var soon = false;
            foreach (var file in files.Values.ToList())
            {
                soon |= IsUnsettled(file, token);
            }

            if (files.Values.All(file => file.IsDone))
            {
                settled.TrySetResult();
            }

            return soon;
        }
    }

    private bool IsUnsettled(DroppedFile file, CancellationToken token)
    {
        FileStamp? stamp;
        try
        {
            stamp = FileStamp.Of(file.Path);
        }
        catch (IOException)
        {
            return false; // A network drive that is away for a moment deletes nothing.
        }

        var sighting = file.See(stamp, time.GetElapsedTime(begun), Settle(stamp));
        if (sighting == Sighting.Whole)
        {
            file.Work = Task.Run(() => TakeAsync(file, stamp!.Value, token), CancellationToken.None);
        }
        else if (sighting == Sighting.Gone)
        {
            models!.Withdraw(file.Name);
            file.Done(null);
            files.Remove(file.Name);
        }

        return sighting == Sighting.Wait;
    }

    /// <summary>What has lain in the folder since before the start need not settle.</summary>
    private TimeSpan Settle(FileStamp? stamp) =>
        !settled.Task.IsCompleted && stamp?.At < time.GetUtcNow() - options.Settle ? TimeSpan.Zero : options.Settle;

    private async Task TakeAsync(DroppedFile file, FileStamp stamp, CancellationToken token)
    {
        try
        {
            var result = await intake!.TakeAsync(file, stamp, token).ConfigureAwait(false);
            lock (files)
            {
                if (result == IntakeResult.Done)
                {
                    file.Done(stamp);
                }
                else
                {
                    file.Again(
                        time.GetElapsedTime(begun) + (result == IntakeResult.TryAgain ? TryAgainAfter : TimeSpan.Zero)
                    );
                }
            }
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The server stops; the next one takes the file.
        }
        catch (Exception e)
        {
            // A defect of this program shall not end the watch.
            ModelLog.Failed(log, e, $"Taking {file.Name}");
            lock (files)
            {
                file.Again(time.GetElapsedTime(begun) + TryAgainAfter);
            }
        }
        finally
        {
            signal.Raise();
        }
    }

    /// <summary>Notes the packages in the folder.</summary>
    private List<DroppedFile> Present()
    {
        lock (files)
        {
            foreach (var path in Directory.EnumerateFileSystemEntries(options.Folder).Order(StringComparer.Ordinal))
            {
                var fileName = Path.GetFileName(path);
                var name = Path.GetFileNameWithoutExtension(path);
                if (
                    fileName[0] != '.'
                    && Path.GetExtension(path).Equals(ModelsFolder.Extension, StringComparison.OrdinalIgnoreCase)
                )
                {
                    files.TryAdd(name, new DroppedFile(name, path));
                }
            }

            return [.. files.Values];
        }
    }

    private void LookAgain(string name)
    {
        lock (files)
        {
            files.GetValueOrDefault(name)?.Again(DroppedFile.LongAgo);
        }

        signal.Raise();
    }
}
