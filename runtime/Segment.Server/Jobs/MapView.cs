using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Segment.Review.Comparing;
using Segment.Server.Faults;
using Segment.Server.Scenes;
using Segment.Server.Workers;

namespace Segment.Server.Jobs;

/// <summary>The viewer of <c>segment compare</c> for a finished map: made by a worker when it is first looked at, kept with the job.</summary>
/// <param name="store">The jobs' files.</param>
/// <param name="root">The scenes named by path.</param>
/// <param name="workers">Make it.</param>
internal sealed class MapView(JobStore store, DataRoot root, WorkerPool workers)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> making = new(StringComparer.Ordinal);

    /// <summary>Finds a file of the viewer.</summary>
    /// <param name="job">A job that succeeded.</param>
    /// <param name="name">The file's path below the viewer's folder; null for its page.</param>
    /// <param name="token">The client has left.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ApiException">There is no such file (404), or the scene is gone (410).</exception>
    public async Task<string> Find(JobRecord job, string? name, CancellationToken token)
    {
        var folder = Path.Combine(store.FolderOf(job.Id), "view");
        var page = Path.Combine(folder, MapComparison.PageName);
        if (!File.Exists(page))
        {
            await Make(job, folder, page, token);
        }

        if (string.IsNullOrEmpty(name))
        {
            return page;
        }

        var path = Path.GetFullPath(Path.Combine(folder, name));
        return path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(path)
            ? path
            : throw new ApiException(StatusCodes.Status404NotFound, "Not found", "The viewer has no such file.");
    }

    private async Task Make(JobRecord job, string folder, string page, CancellationToken token)
    {
        var turn = making.GetOrAdd(job.Id, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(token);
        try
        {
            if (!File.Exists(page))
            {
                var files = new JobFiles(store.FolderOf(job.Id));
                var scene = job.Request.Scene.Path is { } path ? root.Find(path) : files.Scene;
                if (!File.Exists(scene))
                {
                    throw new ApiException(
                        StatusCodes.Status410Gone,
                        "The scene is gone",
                        "The scene of this map is no longer there."
                    );
                }

                var task = new ViewTask(files.Map, scene, folder, job.Request.Inputs.Model!);
                await workers.Do(new WorkerOrder { Number = 0, View = task }, null, token);
            }
        }
        finally
        {
            turn.Release();
            making.TryRemove(job.Id, out _);
        }
    }
}
