using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Labels;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>Reads labels through once and counts what the checks need.</summary>
internal sealed class LabelReading
{
    private const int StripPixels = 1 << 22;

    // A block is as wide as two chips, so that a chip of one block hardly meets a chip of another.
    private const int BlockInChips = 2;

    private readonly LabelSource labels;
    private readonly GridGeometry grid;
    private readonly int tileSize;
    private readonly CellCounts cells;
    private readonly long[] pixels;
    private readonly HashSet<(int Row, int Column)>[] blocks;

    private LabelReading(LabelSource labels, GridGeometry grid, int tileSize, int stride)
    {
        (this.labels, this.grid, this.tileSize) = (labels, grid, tileSize);
        cells = new CellCounts(grid, tileSize, stride);
        pixels = new long[labels.Classes.Count];
        blocks = [.. labels.Classes.Select(_ => new HashSet<(int, int)>())];
    }

    /// <summary>Reads.</summary>
    /// <param name="labels">The labels.</param>
    /// <param name="path">Their path.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="facts">What is known of the scene.</param>
    /// <param name="tiles">Side of a chip and step from chip to chip, in pixels.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>The facts of labels, classes and chips.</returns>
    public static (LabelFacts Labels, IReadOnlyList<ClassFacts> Classes, TilingFacts Tiling) Read(
        LabelSource labels,
        string path,
        RasterSource scene,
        SceneFacts facts,
        (int Size, int Stride) tiles,
        CancellationToken token
    )
    {
        var reading = new LabelReading(labels, scene.Grid, tiles.Size, tiles.Stride);
        reading.Count(token);
        var drawn = labels.Drawings;
        int[] bands = [.. Enumerable.Range(0, facts.Bands.Count).Where(b => facts.Bands[b].Samples is not null)];
        var features = drawn.Count > 0 ? new PolygonReading(labels, scene, bands).Read(drawn, token) : [];
        var overlaps = labels.FindOverlaps();
        return (
            new LabelFacts(path, drawn.Count > 0, scene.Grid, drawn, features, overlaps?.Pixels ?? 0, $"{overlaps}"),
            reading.Classes(drawn),
            reading.cells.Tiling(tiles.Size, tiles.Stride, Metres(scene.Grid))
        );
    }

    /// <summary>Gets the length of a pixel's side.</summary>
    /// <param name="grid">The grid.</param>
    /// <returns>Metres, or null where the grid has no place on the earth.</returns>
    public static double? Metres(GridGeometry grid) =>
        grid.Transform is { } t && grid.CrsWkt.Length > 0
            ? Math.Sqrt(t.CellSizeX * t.CellSizeY) * MapUnit.Metres(grid.CrsWkt)
            : null;

    private void Count(CancellationToken token)
    {
        var rows = Math.Clamp(StripPixels / grid.Width, 1, grid.Height);
        var strip = new byte[rows * grid.Width];
        for (var first = 0; first < grid.Height; first += rows)
        {
            token.ThrowIfCancellationRequested();
            var window = new PixelWindow(first, 0, Math.Min(rows, grid.Height - first), grid.Width);
            labels.Read(window, strip.AsSpan(0, (int)window.Area));
            for (var row = 0; row < window.Height; row++)
            {
                Count(first + row, strip.AsSpan(row * grid.Width, grid.Width));
            }
        }
    }

    private void Count(int row, ReadOnlySpan<byte> line)
    {
        var column = 0;
        while (line[column..].IndexOfAnyExcept(LabelSource.Ignore) is >= 0 and var gap)
        {
            column += gap;
            var (own, block) = (line[column], BlockInChips * tileSize);
            blocks[own].Add((row / block, column / block));
            for (; column < line.Length && line[column] == own; column++)
            {
                pixels[own]++;
                cells.Add(row, column);
                if (column % block == 0)
                {
                    blocks[own].Add((row / block, column / block));
                }
            }
        }
    }

    private IReadOnlyList<ClassFacts> Classes(IReadOnlyList<DrawnFeature> drawn)
    {
        var polygons = new int[labels.Classes.Count];
        foreach (var feature in drawn)
        {
            if (feature.ClassIndex != LabelSource.Ignore && feature.Bounds.Intersect(grid.Extent).Area > 0)
            {
                polygons[feature.ClassIndex]++;
            }
        }

        return
        [
            .. labels.Classes.Select(
                (c, i) => new ClassFacts(c, pixels[i], drawn.Count > 0 ? polygons[i] : null, blocks[i].Count)
            ),
        ];
    }
}
