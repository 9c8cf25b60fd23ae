using Segment.Raster;
using Segment.Raster.Chips;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>Counts labelled pixels in square cells, so that any tile's count follows from a few sums.</summary>
internal sealed class CellCounts
{
    // Above this many cells they are made larger, and a tile's count is exact up to a cell's rim.
    private const long MostCells = 8_000_000;

    private readonly GridGeometry grid;
    private readonly int side;
    private readonly int columns;
    private readonly long[] counts;

    /// <summary>Makes cells that tiles are made of.</summary>
    /// <param name="grid">The scene.</param>
    /// <param name="tileSize">Side of a tile, in pixels.</param>
    /// <param name="stride">Step from tile to tile, in pixels.</param>
    public CellCounts(GridGeometry grid, int tileSize, int stride)
    {
        this.grid = grid;
        side = (int)System.Numerics.BigInteger.GreatestCommonDivisor(tileSize, stride);
        while (grid.Extent.Area / ((long)side * side) > MostCells)
        {
            side++;
        }

        columns = ((grid.Width + side - 1) / side) + 1;
        counts = new long[columns * (((grid.Height + side - 1) / side) + 1)];
    }

    /// <summary>Counts a labelled pixel.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    public void Add(int row, int column) => counts[(((row / side) + 1) * columns) + (column / side) + 1]++;

    /// <summary>Finds the chips that these labels give. Call it once, after the last pixel.</summary>
    /// <param name="tileSize">Side of a tile, in pixels.</param>
    /// <param name="stride">Step from tile to tile, in pixels.</param>
    /// <param name="metres">Length of a pixel's side, in metres, or null.</param>
    /// <returns>The facts.</returns>
    public TilingFacts Tiling(int tileSize, int stride, double? metres)
    {
        Accumulate();
        var labelled = new List<double>();
        if (Math.Min(grid.Height, grid.Width) >= tileSize)
        {
            var starts = TileGrid.Starts(grid.Width, tileSize, stride);
            foreach (var row in TileGrid.Starts(grid.Height, tileSize, stride))
            {
                foreach (var column in starts)
                {
                    if (Labelled(row, column, tileSize) is > 0 and var pixels)
                    {
                        labelled.Add(Math.Min(1, pixels / ((double)tileSize * tileSize)));
                    }
                }
            }
        }

        return TilingOf(labelled, tileSize, stride, metres);
    }

    /// <summary>Describes chips.</summary>
    /// <param name="labelled">Share of labelled pixels of each chip that has any, 0–1; is sorted.</param>
    /// <param name="tileSize">Side of a chip, in pixels.</param>
    /// <param name="stride">Step from chip to chip, in pixels, or null.</param>
    /// <param name="metres">Length of a pixel's side, in metres, or null.</param>
    /// <returns>The facts.</returns>
    public static TilingFacts TilingOf(List<double> labelled, int tileSize, int? stride, double? metres)
    {
        labelled.Sort();
        return new TilingFacts(
            tileSize,
            stride,
            labelled.Count,
            labelled.Count == 0 ? 0 : labelled[labelled.Count / 2],
            labelled.Count(s => s < TilingFacts.AlmostEmptyShare),
            metres
        );
    }

    /// <summary>Turns counts into sums of all cells above and to the left (Crow 1984,
    /// <see href="https://doi.org/10.1145/800031.808600"/>).</summary>
    private void Accumulate()
    {
        for (var i = columns; i < counts.Length; i++)
        {
            counts[i] += counts[i - columns] + (i % columns == 0 ? 0 : counts[i - 1] - counts[i - columns - 1]);
        }
    }

    private long Labelled(int row, int column, int tileSize)
    {
        var (top, left) = (row / side, column / side);
        var bottom = Math.Min((row + tileSize) / side, (counts.Length / columns) - 1);
        var right = Math.Min((column + tileSize) / side, columns - 1);
        return counts[(bottom * columns) + right]
            - counts[(top * columns) + right]
            - counts[(bottom * columns) + left]
            + counts[(top * columns) + left];
    }
}
