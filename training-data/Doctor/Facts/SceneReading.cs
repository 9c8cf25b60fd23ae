using Segment.Raster;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>Reads what the checks need of a scene's samples: all of a small scene, evenly spread blocks of a large one.</summary>
internal static class SceneReading
{
    // As many samples, over all bands, as are read: well under a second from an uncompressed or lightly packed file.
    private const long MostSamples = 12_000_000;

    // Windows of about this many pixels are read at once, fewer of many bands.
    private const int MostWindowPixels = 1 << 16;
    private const int WindowSamples = 1 << 21;

    // Steps of the golden ratio spread over a row more evenly than chance does, for any number of them
    // (Steinhaus's three-gap theorem; Sós 1958).
    private const double GoldenRatio = 0.618_033_988_749_894_9;

    /// <summary>Reads.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>The facts.</returns>
    public static SceneFacts Read(RasterSource scene, CancellationToken token)
    {
        var windows = Windows(scene);
        var wanted = Math.Max(1, MostSamples / scene.Bands.Count);
        var share = Math.Min(1, wanted / (double)scene.Grid.Extent.Area);
        var chosen = Spread(windows, Math.Max(1, (int)Math.Ceiling(windows.Count * share)));
        var pixels = chosen.Sum(w => w.Area);
        var columns = new SampleColumns(scene.Bands.Count, pixels);
        int[] bands = [.. Enumerable.Range(0, scene.Bands.Count)];
        var buffer = new float[chosen.Max(w => w.Area) * bands.Length];
        foreach (var window in chosen)
        {
            token.ThrowIfCancellationRequested();
            var samples = buffer.AsSpan(0, (int)window.Area * bands.Length);
            scene.Read(window, bands, samples);
            columns.Add(samples, (int)window.Area);
        }

        var facts = columns.Describe([.. scene.Bands.Select(b => (b.Name, b.Type, b.NoData))]);
        var (fill, fillShare) = columns.Fill(facts);
        return new SceneFacts(scene.Path, scene.Grid, facts, pixels / (double)scene.Grid.Extent.Area, fill, fillShare);
    }

    /// <summary>Cuts a scene into windows along its blocks.</summary>
    private static List<PixelWindow> Windows(RasterSource scene)
    {
        var pixels = Math.Clamp(WindowSamples / scene.Bands.Count, 1024, MostWindowPixels);
        var width = Math.Min(scene.Width, Math.Max(scene.BlockWidth, 1));
        var rows = Math.Min(scene.Height, Math.Max(1, scene.BlockHeight));
        if (width * (long)rows < pixels)
        {
            rows = (int)Math.Min(scene.Height, Math.Max(rows, pixels / width / rows * (long)rows));
        }
        else
        {
            // A block may be a whole raster.
            rows = Math.Max(1, Math.Min(rows, pixels * 4 / width));
        }

        var windows = new List<PixelWindow>();
        for (var row = 0; row < scene.Height; row += rows)
        {
            for (var column = 0; column < scene.Width; column += width)
            {
                windows.Add(new PixelWindow(row, column, rows, width).Intersect(scene.Grid.Extent));
            }
        }

        return windows;
    }

    private static List<PixelWindow> Spread(List<PixelWindow> windows, int count) =>
        count >= windows.Count
            ? windows
            :
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => (int)(((i * GoldenRatio) + 0.5) % 1 * windows.Count))
                    .Distinct()
                    .Order()
                    .Select(i => windows[i]),
            ];
}
