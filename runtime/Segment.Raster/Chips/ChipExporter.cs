using Segment.PackageFormat;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips;

/// <summary>
/// Cuts a scene and its labels into training chips in ArcGIS's <em>Classified Tiles</em> layout. Tiles start at the
/// scene's first pixel, a stride apart; the last row and column of tiles are moved inward to end with the scene. Chips
/// are numbered in the order they are written. They keep the scene's number type, NoData and band names, and their
/// place on the map.
/// </summary>
public static class ChipExporter
{
    /// <summary>Writes every tile that holds a labelled pixel.</summary>
    /// <param name="options">What to cut, and how.</param>
    /// <param name="progress">Told the share that is done, 0–1.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="token">Stops the export; nothing is left behind.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="SegmentDataException">The options, the scene or the labels are not usable.</exception>
    /// <exception cref="SegmentOutputException">The chips cannot be written.</exception>
    public static ChipExportResult Export(
        ChipExportOptions options,
        IProgress<double>? progress = null,
        Action<string>? notice = null,
        CancellationToken token = default
    )
    {
        CheckOptions(options);
        using var scene = new ChipSamples(options.Scene);
        CheckSize(options, scene.Grid);
        var labelOptions = new LabelOptions { Layer = options.Layer, ClassValueField = options.ClassValueField };
        using var labels = LabelSource.Open(options.Labels, labelOptions, scene.Grid, notice);
        if (labels is VectorLabels drawn && notice is not null)
        {
            LabelReview.Tell(drawn, notice);
        }

        TellAboutBands(scene, notice);
        using var target = new ChipTarget(options.OutFolder);
        var files = new ChipFiles(scene, target, labels.Classes, options.TileSize);
        var statistics = new ChipStatistics(labels.Classes, [.. scene.Bands.Select(b => b.Name)]);
        var cutter = new ChipCutter(options, scene, labels, files, statistics);
        cutter.Run(progress, token);
        Tell(cutter, labels.Classes, notice);
        CheckAnyChip(options, cutter);
        WriteLists(target, cutter, statistics, Description(options, scene, files));
        target.Complete();
        return new ChipExportResult(
            target.Folder,
            cutter.Names.Count,
            cutter.WithoutLabel,
            cutter.WithoutData,
            labels.Classes,
            cutter.ScenePixels,
            [.. statistics.PerClass.Select(c => c.Pixels)]
        );
    }

    private static void CheckOptions(ChipExportOptions options)
    {
        var problems = options.Problems().ToArray();
        if (problems.Length > 0)
        {
            throw new SegmentDataException(string.Join(Environment.NewLine, problems));
        }
    }

    private static void CheckSize(ChipExportOptions options, GridGeometry scene)
    {
        if (Math.Min(scene.Height, scene.Width) < options.TileSize)
        {
            throw new SegmentDataException(
                $"The scene '{options.Scene}' has {scene.Width} × {scene.Height} pixels, which is smaller than a tile of "
                    + $"{options.TileSize} × {options.TileSize}. Give a --tile-size of at most {Math.Min(scene.Height, scene.Width)}."
            );
        }
    }

    private static void TellAboutBands(ChipSamples scene, Action<string>? notice)
    {
        if (scene.Bands.Any(b => b.Type != scene.Type))
        {
            var types = string.Join(", ", scene.Bands.Select(b => b.Type.Name()).Distinct(StringComparer.Ordinal));
            notice?.Invoke(
                $"The scene's bands have several types ({types}): the chips are written as {scene.Type.Name()}."
            );
        }
    }

    private static void Tell(ChipCutter cutter, IReadOnlyList<LandCoverClass> classes, Action<string>? notice)
    {
        LabelReview.TellEmptyClasses(classes, cutter.ScenePixels, notice);
        if (cutter.WithoutData > 0)
        {
            notice?.Invoke(
                $"{cutter.WithoutData} tiles with labels are left out because the scene holds no data there."
            );
        }

        if (cutter.ScenePixels.Count(p => p > 0) == 1)
        {
            notice?.Invoke(
                "Only one class has labelled pixels: a network needs at least two classes to learn anything."
            );
        }
    }

    private static void CheckAnyChip(ChipExportOptions options, ChipCutter cutter)
    {
        if (cutter.Names.Count == 0)
        {
            throw new SegmentDataException(
                cutter.WithoutData > 0
                    ? $"No chip was cut: the scene '{options.Scene}' holds no data in any of the {cutter.WithoutData} tiles that have labels. "
                        + "Check the scene's NoData value with gdalinfo."
                    : $"No chip was cut: no pixel of the scene '{options.Scene}' has a label from '{options.Labels}'. "
                        + "A polygon labels the pixels whose centres it covers; draw larger polygons."
            );
        }
    }

    private static ChipDescription Description(ChipExportOptions options, ChipSamples scene, ChipFiles files) =>
        new(options.TileSize, files.IgnoreValue, scene.Grid, [.. scene.Bands.Select(b => b.Type)]);

    private static void WriteLists(
        ChipTarget target,
        ChipCutter cutter,
        ChipStatistics statistics,
        ChipDescription description
    )
    {
        target.WriteText(ChipLayout.Map, ChipMap.Write(cutter.Names));
        target.WriteText(ChipLayout.Stats, StatsText.Write(statistics, description.TileSize));
        target.WriteText(ChipLayout.Definition, DefinitionTemplate.Write(statistics, description));
        target.WriteText(ChipLayout.AccumulatedStats, AccumulatedStats.Write(statistics, description));
    }
}
