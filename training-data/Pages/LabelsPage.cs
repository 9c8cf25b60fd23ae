using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Chips;
using Segment.Raster.Labels;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Pages;

/// <summary>Gathers what the page of a scene and its labels shows, before any chip is cut.</summary>
public static class LabelsPage
{
    private const int UsualTileSize = 64;

    /// <summary>Gathers it.</summary>
    /// <param name="scenePath">The scene.</param>
    /// <param name="labelsPath">The labels.</param>
    /// <param name="options">Layer, field and tile size.</param>
    /// <param name="doctor">What the checks found.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The page's contents.</returns>
    /// <exception cref="SegmentDataException">The scene or the labels cannot be read.</exception>
    public static TrainingDataPageContents Gather(
        string scenePath,
        string labelsPath,
        DoctorOptions options,
        DoctorReport doctor,
        CancellationToken token
    )
    {
        using var scene = RasterSource.Open(scenePath);
        using var labels = LabelSource.Open(labelsPath, options.LabelOptions, scene.Grid);
        var tile = Math.Min(options.TileSize ?? UsualTileSize, Math.Min(scene.Height, scene.Width));
        var chips = Cut(labels, scene.Grid, tile, options.Stride ?? Math.Max(1, tile / 2), token);
        var notices = new List<string>();
        var plan = Plan(chips, labels.Classes, LabelSource.AreDrawn(labelsPath), notices);
        return new TrainingDataPageContents
        {
            Title = Path.GetFileName(scenePath),
            Subtitle =
                $"{scene.Width:N0} × {scene.Height:N0} px · {scene.Bands.Count} bands · labels of {Path.GetFileName(labelsPath)}, seen in chips of {tile} × {tile} px",
            Classes = labels.Classes,
            Chips = chips,
            Split = plan,
            Scene = SceneView.Draw(scenePath, null),
            Samples =
                chips.Count == 0
                    ? []
                    : ContactSheet.Draw(
                        chips,
                        labels.Classes,
                        plan?.PartOfChip(),
                        chip => $"row {chips[chip].Position!.Value.Row}, column {chips[chip].Position!.Value.Column}",
                        chip => Read(scene, chips[chip])
                    ),
            Doctor = doctor,
            Notices = notices,
        };
    }

    private static List<LabelledChip> Cut(
        LabelSource labels,
        GridGeometry grid,
        int tile,
        int stride,
        CancellationToken token
    )
    {
        var chips = new List<LabelledChip>();
        var columns = TileGrid.Starts(grid.Width, tile, Math.Min(stride, tile));
        foreach (var row in TileGrid.Starts(grid.Height, tile, Math.Min(stride, tile)))
        {
            token.ThrowIfCancellationRequested();
            foreach (var column in columns)
            {
                var place = new PixelWindow(row, column, tile, tile);
                var own = new byte[tile * tile];
                labels.Read(place, own);
                if (own.AsSpan().ContainsAnyExcept(LabelSource.Ignore))
                {
                    chips.Add(new LabelledChip(place, tile, tile, own));
                }
            }
        }

        return chips;
    }

    private static SplitPlan? Plan(
        List<LabelledChip> chips,
        IReadOnlyList<LandCoverClass> classes,
        bool polygons,
        List<string> notices
    )
    {
        try
        {
            return chips.Count == 0
                ? null
                : SplitPlanner.Plan(chips, classes, new SplitOptions { Polygons = polygons }, notices.Add);
        }
        catch (SegmentDataException e)
        {
            notices.Add(e.Message);
            return null;
        }
    }

    private static Chip Read(RasterSource scene, LabelledChip chip)
    {
        var bands = Enumerable.Range(0, scene.Bands.Count).ToArray();
        var samples = new float[bands.Length * chip.Labels.Length];
        scene.Read(chip.Position!.Value, bands, samples);
        return new Chip(chip.Height, chip.Width, samples, chip.Labels);
    }
}
