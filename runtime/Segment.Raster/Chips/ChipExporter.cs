using Segment.PackageFormat;
using Segment.Raster.Chips.Export;

namespace Segment.Raster.Chips;

/// <summary>
/// Cuts scenes and their labels into training chips, in the layout of one of ArcGIS's metadata formats. Tiles start at
/// a scene's first pixel, a stride apart; the last row and column of tiles are moved inward to end with the scene. Chips
/// are numbered in the order of the tiles; where a tile turns out to hold no data, its number is left out. Chips keep
/// the scene's number type, NoData and band names, and their place on the map.
/// </summary>
public static class ChipExporter
{
    /// <summary>Writes every tile that holds a feature, on all cores.</summary>
    /// <param name="options">What to cut, and how.</param>
    /// <param name="progress">Told the share that is done, 0–1.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the export; nothing is left behind.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="SegmentDataException">The options, a scene or the labels are not usable.</exception>
    /// <exception cref="SegmentOutputException">The chips cannot be written.</exception>
    public static ChipExportResult Export(
        ChipExportOptions options,
        IProgress<double>? progress = null,
        Action<string>? notice = null,
        CancellationToken token = default
    )
    {
        var problems = options.Problems().ToArray();
        if (problems.Length > 0)
        {
            throw new SegmentDataException(string.Join(Environment.NewLine, problems));
        }

        using var scenes = ExportScenes.Open(options, notice);
        var plan = scenes.Plan(notice, token);
        using var target = new ChipTarget(options.OutFolder);
        foreach (var folder in scenes.Folders)
        {
            target.MakeFolder(folder);
        }

        var pixels = new long[plan.Classes.Count];
        foreach (var scene in scenes.All)
        {
            SceneCount.Add(scene, pixels, token);
        }

        var tally = new ChipTally { Next = options.StartIndex };
        var total = new ChipPipeline(plan, target).Run(Batches.All(plan, scenes.All, tally, progress, token), token);
        ExportReview.Tell(plan, tally, total, notice);
        total = ExportReview.AnyChip(plan, tally, total);
        WriteLists(target, total, scenes.Describe(plan, tally));
        target.Complete();
        return Result(target, plan, tally, pixels, total);
    }

    private static ChipExportResult Result(
        ChipTarget target,
        ChipPlan plan,
        ChipTally tally,
        long[] pixels,
        ChipBatchResult total
    ) =>
        new(
            target.Folder,
            plan.Format.Name,
            plan.TileHeight,
            plan.TileWidth,
            plan.StrideY,
            plan.StrideX,
            total.Lines.Count,
            tally.WithoutLabel,
            total.WithoutData,
            tally.OutsideMask,
            plan.Classes,
            pixels,
            plan.Format.CountsFeatures
                ? [.. total.Statistics.Features.Select(f => f.Count)]
                : [.. total.Statistics.PerClass.Select(c => c.Pixels)]
        );

    private static void WriteLists(ChipTarget target, ChipBatchResult total, ChipDescription description)
    {
        var statistics = total.Statistics;
        target.WriteText(ChipLayout.Map, ChipMap.Write(total.Lines));
        target.WriteText(
            ChipLayout.Stats,
            StatsText.Write(statistics, description.Plan.TileHeight, description.Plan.TileWidth)
        );
        target.WriteText(ChipLayout.Definition, DefinitionTemplate.Write(statistics, description));
        target.WriteText(ChipLayout.AccumulatedStats, AccumulatedStats.Write(statistics, description));
    }
}
