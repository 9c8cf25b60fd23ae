using Microsoft.AspNetCore.Http;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Server.Faults;
using Segment.Server.Models;
using Segment.Server.Processes;
using Segment.Server.Routes;
using Segment.Server.Scenes;
using Segment.Server.Workers;

namespace Segment.Server.Jobs;

/// <summary>Does the work of a job: finds scene and package, and has a worker make the map.</summary>
/// <param name="options">How the server is set up.</param>
/// <param name="store">The jobs.</param>
/// <param name="registry">The models.</param>
/// <param name="root">The scenes named by path.</param>
/// <param name="remote">The scenes named by address.</param>
internal sealed class JobWork(
    ServerOptions options,
    JobStore store,
    ModelRegistry registry,
    DataRoot root,
    RemoteScenes remote
)
{
    /// <summary>Less memory than this is not handed out to a worker as a limit: it would refuse all work.</summary>
    private const long LeastLimit = 512L << 20;

    /// <summary>Has a task done: by a worker of the pool, or by a process of the job's own.</summary>
    /// <param name="order">The task.</param>
    /// <param name="listener">Told progress and facts.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>How it ended.</returns>
    public delegate Task<WorkerWord> Doer(WorkerOrder order, IWorkerListener? listener, CancellationToken token);

    /// <summary>Does a job that a client waits for, with the package that answers at this moment.</summary>
    /// <param name="job">The job.</param>
    /// <param name="lease">The package.</param>
    /// <param name="doer">Does the task.</param>
    /// <param name="listener">Told progress and facts.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>What was made.</returns>
    public async Task<MapFacts> Run(
        JobRecord job,
        ModelLease lease,
        Doer doer,
        IWorkerListener listener,
        CancellationToken token
    )
    {
        var files = new JobFiles(store.FolderOf(job.Id));
        files.Create();
        return await Make(job, files, lease.PackagePath, doer, listener, token);
    }

    /// <summary>Does a job that may outlive this server: it keeps the package that it began with beside its rows.</summary>
    /// <param name="job">The job.</param>
    /// <param name="begun">Told the SHA-256 of the package, where work begins.</param>
    /// <param name="doer">Does the task.</param>
    /// <param name="listener">Told progress and facts.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>What was made.</returns>
    public async Task<MapFacts> Run(
        JobRecord job,
        Action<string> begun,
        Doer doer,
        IWorkerListener listener,
        CancellationToken token
    )
    {
        var files = new JobFiles(store.FolderOf(job.Id));
        files.Create();
        if (!File.Exists(files.Package))
        {
            using var lease = ModelRoutes.Lease(registry, job.Request.Inputs.Model!, job.Request.Inputs.PackageSha256);
            JobFiles.Take(lease.PackagePath, files.Package);
            begun(lease.Sha256);
        }

        return await Make(job, files, files.Package, doer, listener, token);
    }

    private async Task<MapFacts> Make(
        JobRecord job,
        JobFiles files,
        string package,
        Doer doer,
        IWorkerListener listener,
        CancellationToken token
    )
    {
        var pixels = job.IsWaitedFor ? options.MaxSyncPixels : options.MaxPixels;
        var limits = new SceneLimits(pixels, options.MaxBands, options.MaxBlockBytes);
        var scene = await Scene(job.Request.Scene, files, listener, token);
        var task = job.Request.Inputs.Task(package, scene, files.Map, limits) with
        {
            Layers = job.Request.Wants(OutputCatalog.Confidence) ? ExtraLayers.Confidence : ExtraLayers.None,
            FeaturesPath = job.Request.Wants(OutputCatalog.Polygons) ? files.Of(OutputCatalog.Polygons) : null,
            Lanes = options.Lanes,
            MemoryLimit = Memory,
        };
        var word = await doer(new WorkerOrder { Number = 0, Classify = task }, listener, token);
        return word.Map!;
    }

    private long? Memory =>
        MachineLimits.Here.MemoryBytes / 2 / (options.Workers + options.Jobs) is var bytes and >= LeastLimit
            ? bytes
            : null;

    private async Task<string> Scene(
        SceneInput scene,
        JobFiles files,
        IWorkerListener listener,
        CancellationToken token
    )
    {
        if (scene.Path is { } name)
        {
            return root.Find(name);
        }

        if (!File.Exists(files.Scene) && scene.Address is { } address)
        {
            listener.Notice($"Fetching {address.AbsolutePath} from {address.IdnHost}.");
            var partial = files.Scene + ".partial";
            await remote.Fetch(address, partial, token);
            File.Move(partial, files.Scene, overwrite: true);
        }

        return File.Exists(files.Scene)
            ? files.Scene
            : throw new ApiException(
                StatusCodes.Status410Gone,
                "The scene is gone",
                "The scene that was sent is no longer there; send it again."
            );
    }
}
