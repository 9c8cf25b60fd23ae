using Segment.Raster.Chips.Formats;

namespace Segment.Raster.Chips.Export;

/// <summary>Puts neighbouring chips together, so that a thread reads the same blocks of the scene again and again.</summary>
internal static class Batches
{
    private const int MostChips = 512;
    private const int MostPixels = 1 << 20;

    /// <summary>Lists the chips of all scenes.</summary>
    /// <param name="plan">What is cut.</param>
    /// <param name="scenes">The scenes.</param>
    /// <param name="tally">Counts tiles.</param>
    /// <param name="progress">Told the share that is done, 0–1.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>Batches, numbered from 0.</returns>
    public static IEnumerable<ChipBatch> All(
        ChipPlan plan,
        IReadOnlyList<ExportScene> scenes,
        ChipTally tally,
        IProgress<double>? progress,
        CancellationToken token
    )
    {
        var order = 0;
        foreach (var (index, scene) in scenes.Index())
        {
            Action<double> tell = share => progress?.Report((index + share) / scenes.Count);
            var maker = new JobMaker(plan, scene, tally);
            var jobs =
                plan.Format.Needs == LabelNeed.OneObject
                    ? new FeatureJobs(plan, scene, maker, tell).All(token)
                    : new TileJobs(plan, scene, maker, tell).All(token);
            foreach (var batch in Cut(jobs))
            {
                yield return new ChipBatch(order++, scene, batch);
            }
        }
    }

    private static IEnumerable<ChipJob[]> Cut(IEnumerable<ChipJob> jobs)
    {
        var batch = new List<ChipJob>();
        var pixels = 0;
        foreach (var job in jobs)
        {
            batch.Add(job);
            pixels += job.Cut.Area;
            if (batch.Count == MostChips || pixels >= MostPixels)
            {
                yield return [.. batch];
                batch.Clear();
                pixels = 0;
            }
        }

        if (batch.Count > 0)
        {
            yield return [.. batch];
        }
    }
}
