using NetTopologySuite.Geometries;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips.Export;

/// <summary>Goes over the drawn features of a scene: each gets a chip of its own, in whose middle it lies.</summary>
/// <param name="plan">What is cut.</param>
/// <param name="scene">The scene.</param>
/// <param name="maker">Decides about each chip.</param>
/// <param name="progress">Told the share of the scene that is done, 0–1.</param>
internal sealed class FeatureJobs(ChipPlan plan, ExportScene scene, JobMaker maker, Action<double>? progress)
{
    /// <summary>Lists the chips of the scene, in the order of the features.</summary>
    /// <param name="token">Stops the work.</param>
    /// <returns>The chips.</returns>
    public IEnumerable<ChipJob> All(CancellationToken token)
    {
        var all = scene.Shapes!.All.ToArray();
        foreach (var (feature, (classIndex, bounds)) in all.Index())
        {
            token.ThrowIfCancellationRequested();
            if (classIndex == LabelSource.Ignore)
            {
                continue;
            }

            var window = plan.Options.CropMode == CropMode.BoundingBox ? Around(bounds) : InTheMiddle(bounds);
            if (window.Area > 0 && maker.OfFeature(ChipCut.Straight(window), feature) is { } straight)
            {
                yield return straight;
                foreach (var turned in plan.Angles.Select(angle => ChipCut.Turned(window, angle, scene.Extent)))
                {
                    if (turned is not null && maker.OfFeature(turned, feature) is { } job)
                    {
                        yield return job;
                    }
                }
            }

            progress?.Invoke((feature + 1.0) / all.Length);
        }
    }

    private PixelWindow Around(Envelope bounds)
    {
        var (row, column) = ((int)Math.Floor(bounds.MinY), (int)Math.Floor(bounds.MinX));
        var window = new PixelWindow(
            row,
            column,
            Math.Max(1, (int)Math.Ceiling(bounds.MaxY) - row),
            Math.Max(1, (int)Math.Ceiling(bounds.MaxX) - column)
        );
        return window.Intersect(scene.Extent);
    }

    // Moved inward where it would leave the scene; empty where the feature lies outside.
    private PixelWindow InTheMiddle(Envelope bounds)
    {
        if (!bounds.Intersects(new Envelope(0, scene.Extent.Width, 0, scene.Extent.Height)))
        {
            return default;
        }

        return new PixelWindow(
            Start(bounds.Centre.Y, plan.TileHeight, scene.Extent.Height),
            Start(bounds.Centre.X, plan.TileWidth, scene.Extent.Width),
            plan.TileHeight,
            plan.TileWidth
        );
    }

    private static int Start(double centre, int tile, int length) =>
        Math.Clamp((int)Math.Round(centre - (tile / 2.0)), 0, length - tile);
}
