using Segment.PackageFormat;
using Segment.Raster.Maps;
using Segment.Runtime.Maps;
using Segment.Runtime.Store;

namespace Segment.Runtime;

/// <summary>Puts the shards of a map together.</summary>
public static class MapMerge
{
    /// <summary>Tells whether there are shards of a map, whole or not.</summary>
    /// <param name="mapPath">The map: the <c>--out</c> that the shards were given.</param>
    /// <returns>Whether there are any.</returns>
    public static bool HasShards(string mapPath) => WorkFolder.Find(mapPath) is not null;

    /// <summary>Checks all shards, makes the map from them, and removes the work folder.</summary>
    /// <param name="mapPath">The map: the <c>--out</c> that the shards were given.</param>
    /// <param name="notice">Told each fact that the user should know.</param>
    /// <param name="token">Stops the work; the shards are kept.</param>
    /// <returns>What the map holds.</returns>
    /// <exception cref="SegmentDataException">There are no shards, or some are missing: the message lists them as an array
    /// expression such as <c>3,7-9</c>.</exception>
    /// <exception cref="SegmentOutputException">The map cannot be written, or a shard is being written.</exception>
    public static MergeResult Run(string mapPath, Action<string>? notice = null, CancellationToken token = default)
    {
        MapWriter.CheckPlace(mapPath);
        var work =
            WorkFolder.Find(mapPath)
            ?? throw new SegmentDataException(
                $"There are no shards of '{mapPath}': the folder '{WorkFolder.PathOf(mapPath)}' is not there or holds no plan. "
                    + "Give the --out that 'segment classify --shard' was given."
            );
        var shards = new List<StoreShard>();
        try
        {
            var missing = Open(work, shards);
            if (missing.Count > 0)
            {
                throw Missing(work, missing);
            }

            var store = new MapStore(work.Plan, shards);
            MapAssembly.Write(store, mapPath, notice, token);
            var map = work.Plan.Map;
            var counts = store.Counts;
            shards.ForEach(shard => shard.Dispose());
            WorkFolder.Remove(mapPath);
            return new MergeResult(
                Path.GetFullPath(mapPath),
                map.Scene,
                work.Plan.Shards,
                [.. map.Classes.Select((c, i) => new ClassTally(c, counts[i]))],
                counts[MapLayer.NoData],
                counts[MapLayer.AbstainIndex]
            );
        }
        finally
        {
            shards.ForEach(shard => shard.Dispose());
        }
    }

    /// <summary>Writes numbers as an array expression: ranges, joined by commas.</summary>
    /// <param name="numbers">The numbers, ascending.</param>
    /// <returns>Such as <c>3,7-9</c>.</returns>
    internal static string ArrayExpression(IReadOnlyList<int> numbers) =>
        string.Join(
            ",",
            numbers
                .Select((number, i) => (number, start: number - i))
                .GroupBy(n => n.start, n => n.number)
                .Select(run => run.First() == run.Last() ? $"{run.First()}" : $"{run.First()}-{run.Last()}")
        );

    private static List<int> Open(WorkFolder work, List<StoreShard> shards)
    {
        var missing = new List<int>();
        for (var i = 0; i < work.Plan.Shards; i++)
        {
            // Opening would make the folder of a shard that nobody began.
            if (!Directory.Exists(work.ShardFolder(i)))
            {
                missing.Add(i);
                continue;
            }

            shards.Add(work.OpenShard(i));
            if (!shards[^1].IsSealed)
            {
                missing.Add(i);
            }
        }

        return missing;
    }

    private static SegmentDataException Missing(WorkFolder work, List<int> missing) =>
        new(
            $"{missing.Count} of {work.Plan.Shards} shards in '{work.Folder}' are missing or unfinished: "
                + $"{ArrayExpression(missing)}. Run them again, such as with sbatch --array={ArrayExpression(missing)}, "
                + $"or each with --shard I/{work.Plan.Shards}; then merge."
        );
}
