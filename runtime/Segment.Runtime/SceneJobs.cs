using System.Security.Cryptography;
using System.Text;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Raster.Scenes;

namespace Segment.Runtime;

/// <summary>What is made of one or several scenes: one map of all, or one of each.</summary>
public sealed class SceneJobs : IDisposable
{
    private readonly SceneMosaic? mosaic;

    private SceneJobs(IReadOnlyList<SceneJob> jobs, SceneMosaic? mosaic) => (Jobs, this.mosaic) = (jobs, mosaic);

    /// <summary>Gets the scenes and their maps.</summary>
    public IReadOnlyList<SceneJob> Jobs { get; }

    /// <summary>Lays out the work.</summary>
    /// <param name="given">Paths and patterns.</param>
    /// <param name="mode">One map of all scenes, or one of each.</param>
    /// <param name="outPath">The map; where scenes are taken one by one, the folder of the maps, which is made.</param>
    /// <returns>The jobs; dispose them after the work.</returns>
    /// <exception cref="SegmentDataException">A pattern fits no file, scenes do not fit together, or two would have maps of
    /// one name.</exception>
    /// <exception cref="SegmentOutputException">The folder cannot be made.</exception>
    public static SceneJobs Open(IEnumerable<string> given, ProcessingMode mode, string outPath)
    {
        var scenes = SceneList.Expand(given);
        if (mode == ProcessingMode.ProcessItemsSeparately)
        {
            return new SceneJobs(OneByOne(scenes, outPath), mosaic: null);
        }

        // A name that follows from the scenes: stopped work on the same mosaic is known again.
        var all = Encoding.UTF8.GetBytes(string.Join('\n', scenes));
        var joined = SceneMosaic.Open(scenes, $"mosaic-{Convert.ToHexStringLower(SHA256.HashData(all).AsSpan(0, 6))}");
        return new SceneJobs([new SceneJob(joined.Path, outPath)], joined);
    }

    /// <inheritdoc/>
    public void Dispose() => mosaic?.Dispose();

    private static List<SceneJob> OneByOne(IReadOnlyList<string> scenes, string folder)
    {
        var jobs = scenes
            .Select(scene => new SceneJob(
                scene,
                Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(scene)}.tif")
            ))
            .ToList();
        if (jobs.GroupBy(job => job.OutPath).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new SegmentDataException(
                $"{string.Join(" and ", twice.Select(job => $"'{job.ScenePath}'"))} would both be mapped to '{twice.Key}'. Rename "
                    + "one, or classify them in two runs with two folders."
            );
        }

        if (File.Exists(folder))
        {
            throw new SegmentOutputException(
                $"'{folder}' is a file. Where each scene gets a map of its own, --out is the folder of the maps."
            );
        }

        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentOutputException(
                $"The folder '{folder}' cannot be made: {e.Message.TrimEnd('.')}. Choose another.",
                e
            );
        }

        return jobs;
    }
}
