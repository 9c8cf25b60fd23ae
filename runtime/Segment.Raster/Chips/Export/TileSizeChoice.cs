using Segment.Raster.Labels;

namespace Segment.Raster.Chips.Export;

/// <summary>Chooses the side of a chip from what was drawn: about twice the polygons' width, so that a chip shows a polygon
/// with its surroundings.</summary>
internal static class TileSizeChoice
{
    /// <summary>What the deepest layer of the usual networks sees as one pixel: ResNet and the like halve the image five
    /// times (He et al. 2016).</summary>
    private const int NetworkStride = 32;

    private const int PixelsAtOnce = 1 << 21;

    /// <summary>Chooses.</summary>
    /// <param name="scenes">The scenes.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>The side in pixels, and why, in one line.</returns>
    public static (int Side, string Why) Choose(IReadOnlyList<ExportScene> scenes, CancellationToken token)
    {
        var room = scenes.Min(s => Math.Min(s.Extent.Height, s.Extent.Width));
        var widths = scenes.SelectMany(s => Widths(s, token)).Order().ToArray();
        if (widths.Length == 0)
        {
            var usual = Math.Min(TileSides.Usual, room);
            return (usual, $"Tile size {usual}: there are no polygons to measure. --tile-size sets another.");
        }

        // Of a raster, single pixels may have labels: they say nothing of what surrounds them.
        var drawn = scenes.Any(s => s.Shapes is not null);
        var median = widths[widths.Length / 2];
        var side = TileSides.For(drawn ? median : Math.Max(NetworkStride / 2.0, median), room);
        var cell = scenes[0].Samples.Grid.Transform?.CellSizeX;
        var ground = cell is { } size
            ? $" (cell size {size:0.####}, so a chip spans {side * size:0.##} map units)"
            : string.Empty;
        return (
            side,
            $"Tile size {side}: half of the {widths.Length:N0} {(drawn ? "polygons" : "labelled stretches")} are up to {median:0.#} px wide"
                + $"{ground}; a chip is about twice as wide, in steps that fit the networks' stride of {NetworkStride} (ArcGIS's default is 256). "
                + "--tile-size sets another."
        );
    }

    private static IEnumerable<double> Widths(ExportScene scene, CancellationToken token)
    {
        if (scene.Shapes is { } shapes)
        {
            return shapes
                .All.Where(s => s.ClassIndex != LabelSource.Ignore)
                .Select(s => Math.Max(s.Bounds.Width, s.Bounds.Height))
                .Where(w => w > 0);
        }

        return scene.Labels is RasterLabels ? Stretches(scene, token) : [];
    }

    // Of a classified raster: how many pixels of one class follow each other along a row.
    private static List<double> Stretches(ExportScene scene, CancellationToken token)
    {
        var (widths, width) = (new List<double>(), scene.Extent.Width);
        var rows = Math.Clamp(PixelsAtOnce / width, 1, scene.Extent.Height);
        var strip = new byte[rows * width];
        for (var top = 0; top < scene.Extent.Height; top += rows)
        {
            token.ThrowIfCancellationRequested();
            var window = scene.Extent with { Row = top, Height = Math.Min(rows, scene.Extent.Height - top) };
            scene.ReadLabels(window, strip.AsSpan(0, (int)window.Area));

            // A few rows tell enough of a strip.
            for (var row = 0; row < window.Height; row += Math.Max(1, window.Height / 64))
            {
                AddStretches(strip.AsSpan(row * width, width), widths);
            }
        }

        return widths;
    }

    private static void AddStretches(ReadOnlySpan<byte> row, List<double> widths)
    {
        for (var start = 0; start < row.Length; )
        {
            var rest = row[start..];
            var length = rest.IndexOfAnyExcept(rest[0]) is >= 0 and var end ? end : rest.Length;
            if (rest[0] != LabelSource.Ignore)
            {
                widths.Add(length);
            }

            start += length;
        }
    }
}
