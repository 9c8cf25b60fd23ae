using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>
/// The labelled pixels of all chips, counted in square cells about as large as the step between chips. Blocks are made of
/// cells; a cell's count of a class is that of the chip that sees most of it, which is exact where chips lie on a regular grid.
/// </summary>
internal sealed class CellGrid
{
    private CellGrid(int side, int classes)
    {
        Side = side;
        Classes = classes;
    }

    /// <summary>Gets a cell's side, in pixels.</summary>
    public int Side { get; }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Gets each cell's row and column.</summary>
    public List<(int Row, int Column)> Places { get; } = [];

    /// <summary>Gets each cell's labelled pixels by class.</summary>
    public List<long[]> Counts { get; } = [];

    /// <summary>Gets the chips that have a labelled pixel in each cell.</summary>
    public List<List<int>> ChipsOfCell { get; } = [];

    /// <summary>Gets the cells in which each chip has a labelled pixel.</summary>
    public List<List<int>> CellsOfChip { get; } = [];

    /// <summary>Counts the labels.</summary>
    /// <param name="chips">The chips.</param>
    /// <param name="windows">Where each lies; never negative.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>The grid.</returns>
    public static CellGrid Create(IReadOnlyList<LabelledChip> chips, IReadOnlyList<PixelWindow> windows, int classes)
    {
        var tile = chips.Max(c => Math.Max(c.Height, c.Width));
        var step = Math.Min(Step(windows.Select(w => w.Row)), Step(windows.Select(w => w.Column)));
        var grid = new CellGrid(Math.Clamp(step, Math.Max(1, tile / 4), tile), classes);
        var index = new Dictionary<(int, int), int>();
        for (var chip = 0; chip < chips.Count; chip++)
        {
            grid.Add(chips[chip], windows[chip], chip, index);
        }

        return grid;
    }

    /// <summary>The commonest difference between neighbouring positions; the last chip of a row is often shifted.</summary>
    private static int Step(IEnumerable<int> positions)
    {
        var sorted = positions.Distinct().Order().ToList();
        return sorted.Count < 2
            ? int.MaxValue
            : sorted.Zip(sorted.Skip(1), (a, b) => b - a).GroupBy(d => d).MaxBy(g => (g.Count(), -g.Key))!.Key;
    }

    private void Add(LabelledChip chip, PixelWindow window, int number, Dictionary<(int, int), int> index)
    {
        var counts = new Dictionary<(int, int), long[]>();
        for (var i = 0; i < chip.Labels.Length; i++)
        {
            if (chip.Labels[i] == byte.MaxValue)
            {
                continue;
            }

            var place = CellOf(window.Row + (i / chip.Width), window.Column + (i % chip.Width));
            if (!counts.TryGetValue(place, out var cell))
            {
                counts.Add(place, cell = new long[Classes]);
            }

            cell[chip.Labels[i]]++;
        }

        var cells = new List<int>(counts.Count);
        foreach (var (place, seen) in counts)
        {
            if (!index.TryGetValue(place, out var cell))
            {
                index.Add(place, cell = Places.Count);
                Places.Add(place);
                Counts.Add(new long[Classes]);
                ChipsOfCell.Add([]);
            }

            for (var c = 0; c < Classes; c++)
            {
                Counts[cell][c] = Math.Max(Counts[cell][c], seen[c]);
            }

            ChipsOfCell[cell].Add(number);
            cells.Add(cell);
        }

        CellsOfChip.Add(cells);
    }

    /// <summary>Finds the cell that a pixel lies in.</summary>
    /// <param name="row">The pixel's row on the common grid.</param>
    /// <param name="column">The pixel's column.</param>
    /// <returns>The cell's row and column.</returns>
    public (int Row, int Column) CellOf(int row, int column) => (row / Side, column / Side);
}
