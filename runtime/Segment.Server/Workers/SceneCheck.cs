using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.Server.Workers;

/// <summary>Looks at a scene's header, before any of its samples is read.</summary>
internal static class SceneCheck
{
    /// <summary>Opens a scene and checks its size.</summary>
    /// <param name="path">The scene.</param>
    /// <param name="limits">How large it may be.</param>
    /// <returns>Its size.</returns>
    /// <exception cref="SegmentDataException">It cannot be opened as a raster.</exception>
    /// <exception cref="SceneTooLargeException">It is too large.</exception>
    public static SceneFacts Look(string path, SceneLimits limits)
    {
        using var scene = Open(path);
        var facts = new SceneFacts(scene.Height, scene.Width, scene.Bands.Count);
        Check(facts, limits);
        foreach (var band in scene.Bands)
        {
            var bytes = (long)band.BlockHeight * band.BlockWidth * band.Type.SizeBytes();
            if (bytes > limits.BlockBytes)
            {
                throw new SceneTooLargeException(
                    $"The scene is stored in blocks of {band.BlockHeight} × {band.BlockWidth} pixels, each {bytes >> 20} MiB in memory; "
                        + $"up to {limits.BlockBytes >> 20} MiB are taken here. Store it in tiles: gdal_translate -co TILED=YES in.tif out.tif"
                );
            }
        }

        return facts;
    }

    /// <summary>Checks the size of the map that is asked for, where it is not the scene's.</summary>
    /// <param name="task">The task.</param>
    /// <exception cref="SceneTooLargeException">It is too large.</exception>
    public static void CheckMap(ClassifyTask task)
    {
        var facts = Look(task.ScenePath, task.Limits);
        if (task.CellSize is not { } size)
        {
            return;
        }

        using var scene = Open(task.ScenePath);
        if (scene.Grid.Transform is { } at)
        {
            var scenePart = (double)facts.Pixels * at.CellSizeX * at.CellSizeY;
            var wanted = task.Extent is { } box ? (box[2] - box[0]) * (box[3] - box[1]) : scenePart;
            var pixels = Math.Min(scenePart, wanted) / (size * size);
            if (!(pixels <= task.Limits.Pixels))
            {
                throw new SceneTooLargeException(
                    $"A map with a cell size of {size} would have {pixels:N0} pixels; up to {task.Limits.Pixels:N0} are made here. Take larger cells."
                );
            }
        }
    }

    // A file that a stranger named must be what it says it is: GeoTIFF, which the extension stands for.
    private static RasterSource Open(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".tif" or ".tiff"
            ? RasterSource.Open(path)
            : throw new SegmentDataException(
                $"'{Path.GetFileName(path)}' is not called .tif or .tiff. The server takes GeoTIFF scenes alone."
            );

    private static void Check(SceneFacts facts, SceneLimits limits)
    {
        if (facts.Pixels > limits.Pixels)
        {
            throw new SceneTooLargeException(
                $"The scene has {facts.Height} × {facts.Width} pixels, {facts.Pixels:N0} in all; up to {limits.Pixels:N0} are taken here."
            );
        }

        if (facts.Bands > limits.Bands)
        {
            throw new SceneTooLargeException(
                $"The scene has {facts.Bands} bands; up to {limits.Bands} are taken here."
            );
        }
    }
}
