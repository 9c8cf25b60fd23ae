using Segment.Raster.Labels;

namespace Segment.Raster.Chips.Export;

/// <summary>Counts the labelled pixels of a scene, each once.</summary>
internal static class SceneCount
{
    private const int PixelsAtOnce = 1 << 21;

    /// <summary>Adds a scene's pixels.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="pixels">Pixels by class index.</param>
    /// <param name="token">Stops the work.</param>
    public static void Add(ExportScene scene, long[] pixels, CancellationToken token)
    {
        if (scene.Labels is null)
        {
            return;
        }

        var counts = new long[LabelSource.Ignore + 1];
        var rows = Math.Clamp(PixelsAtOnce / scene.Extent.Width, 1, scene.Extent.Height);
        var strip = new byte[(long)rows * scene.Extent.Width];
        for (var row = 0; row < scene.Extent.Height; row += rows)
        {
            token.ThrowIfCancellationRequested();
            var window = scene.Extent with { Row = row, Height = Math.Min(rows, scene.Extent.Height - row) };
            var labels = strip.AsSpan(0, (int)window.Area);
            if (scene.Labels is VectorLabels drawn && !drawn.Meeting(window).Any())
            {
                continue;
            }

            scene.ReadLabels(window, labels);
            foreach (var index in labels)
            {
                counts[index]++;
            }
        }

        for (var index = 0; index < pixels.Length; index++)
        {
            pixels[index] += counts[index];
        }
    }
}
