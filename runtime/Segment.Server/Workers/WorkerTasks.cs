using Segment.PackageFormat;
using Segment.Review.Comparing;

namespace Segment.Server.Workers;

/// <summary>Does a worker's tasks, and says how each ended.</summary>
/// <param name="voice">Speaks to the server.</param>
/// <param name="lanes">The lanes that all jobs share.</param>
internal sealed class WorkerTasks(WorkerVoice voice, GrantedLanes lanes) : IDisposable
{
    private readonly OpenModels models = new();
    private readonly Lock turn = new();
    private CancellationTokenSource? stop;
    private int number;

    /// <summary>Makes ready to be stopped: called when an order arrives, before the server can stop it.</summary>
    /// <param name="task">The task's number.</param>
    public void Expect(int task)
    {
        lock (turn)
        {
            number = task;
            stop?.Dispose();
            stop = new CancellationTokenSource();
        }
    }

    /// <summary>Ends a task, if it is still in hand.</summary>
    /// <param name="task">The task's number.</param>
    public void Stop(int task)
    {
        lock (turn)
        {
            if (task == number)
            {
                stop?.Cancel();
            }
        }
    }

    /// <summary>Does a task.</summary>
    /// <param name="order">The task.</param>
    public void Do(WorkerOrder order)
    {
        CancellationToken token;
        lock (turn)
        {
            token = stop!.Token;
        }

        voice.Say(Answer(order, token));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        models.Dispose();
        stop?.Dispose();
    }

    private WorkerWord Answer(WorkerOrder order, CancellationToken token)
    {
        try
        {
            return Done(order, token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            return Fault(FaultKind.Stopped, "The work was stopped.");
        }
        catch (SceneTooLargeException e)
        {
            return Fault(FaultKind.TooLarge, Shown(order, e.Message));
        }
        catch (SegmentDataException e)
        {
            return Fault(FaultKind.Data, Shown(order, e.Message));
        }
        catch (SegmentEnvironmentException e)
        {
            return Fault(FaultKind.Environment, Shown(order, e.Message));
        }
        catch (SegmentOutputException e)
        {
            return Fault(FaultKind.Output, Shown(order, e.Message));
        }
        catch (SegmentTransientException e)
        {
            return Fault(FaultKind.Transient, Shown(order, e.Message));
        }
        catch (Exception e)
        {
            // The outermost edge of a task: the worker serves on, and the server logs the details.
            return Fault(FaultKind.Defect, e.ToString());
        }
    }

    private WorkerWord Done(WorkerOrder order, CancellationToken token)
    {
        if (order.Probe is { } probe)
        {
            return new WorkerWord { Scene = SceneCheck.Look(probe.ScenePath, probe.Limits) };
        }

        if (order.Load is { } package)
        {
            _ = models.Get(package, ModelVariant.Float32);
            return new WorkerWord { Loaded = true };
        }

        if (order.Tile is { } tried)
        {
            return new WorkerWord { Tile = TrialTile.Run(models.Get(tried, ModelVariant.Float32), lanes, token) };
        }

        if (order.View is { } view)
        {
            var shown = new ComparisonOptions
            {
                Maps = [view.MapPath],
                Scene = view.ScenePath,
                Titles = [view.Title],
            };
            MapComparison.Write(shown, view.Folder, null, null, token);
            return new WorkerWord { Shown = true };
        }

        var task = order.Classify ?? throw new SegmentDataException("A worker was sent an order without a task.");
        return new WorkerWord
        {
            Map = MapMaker.Make(task, models, lanes, new TaskVoice(voice, text => Shown(order, text)), token),
        };
    }

    private static WorkerWord Fault(FaultKind kind, string text) => new() { Fault = new WorkerFault(kind, text) };

    // Where the server keeps its files is no client's concern: what is told to clients has names without folders.
    private static string Shown(WorkerOrder order, string text)
    {
        var files = new[]
        {
            order.Probe?.ScenePath,
            order.Classify?.ScenePath,
            order.Classify?.MapPath,
            order.Classify?.ModelPath,
        };
        return files
            .OfType<string>()
            .Aggregate(
                text,
                (shown, file) =>
                    shown.Replace($"{Path.GetDirectoryName(file)}/", string.Empty, StringComparison.Ordinal)
            );
    }
}
