using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>
/// The labelled pixels of all chips in units that are held out whole or not at all: a polygon, or the part of a large
/// region that lies in one square cell. A unit's count of a class is that of the chip that sees most of it.
/// </summary>
internal sealed class LabelUnits
{
    // A region is cut where it is wider than this many chips and holds more than this share of its class: no polygon that
    // was drawn for training looks so, and held out whole it would leave its class too little to train on.
    private const int WideInChips = 2;
    private const double LargeShare = 0.3;

    // Where labels fill more of the chips than this, polygons touch and regions say nothing about them.
    private const double DenseShare = 0.5;

    private const byte Ignore = byte.MaxValue;

    private PixelGrid<int> numbers = new(-1);

    private LabelUnits(int side, int classes) => (Side, Classes) = (side, classes);

    /// <summary>Gets a cell's side, in pixels: about the step between chips. Blocks are made of cells.</summary>
    public int Side { get; }

    /// <summary>Gets the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Gets the number of regions that had to be cut into cells.</summary>
    public int CutRegions { get; private set; }

    /// <summary>Gets the cell's row and column of each unit's middle.</summary>
    public List<(int Row, int Column)> Places { get; } = [];

    /// <summary>Gets the first pixel of each unit in reading order.</summary>
    public List<(int Row, int Column)> Firsts { get; } = [];

    /// <summary>Gets each unit's labelled pixels by class.</summary>
    public List<long[]> Counts { get; } = [];

    /// <summary>Gets the chips that have a labelled pixel in each unit.</summary>
    public List<List<int>> ChipsOf { get; } = [];

    /// <summary>Gets the units in which each chip has a labelled pixel.</summary>
    public List<List<int>> OfChip { get; } = [];

    /// <summary>Finds the units.</summary>
    /// <param name="chips">The chips.</param>
    /// <param name="windows">Where each lies; never negative.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="polygons">Whether regions are known to be drawn polygons, which are not cut.</param>
    /// <returns>The units.</returns>
    public static LabelUnits Find(
        IReadOnlyList<LabelledChip> chips,
        IReadOnlyList<PixelWindow> windows,
        int classes,
        bool polygons
    )
    {
        var tile = chips.Max(c => Math.Max(c.Height, c.Width));
        var straight = windows.Where((_, chip) => !chips[chip].IsTurned).ToList();
        var step = Math.Min(Step(straight.Select(w => w.Row)), Step(straight.Select(w => w.Column)));
        var units = new LabelUnits(Math.Clamp(step, Math.Max(1, tile / 4), tile), classes);
        var dense = chips.Sum(c => (long)(c.Labels.Length - c.Labels.AsSpan().Count(Ignore)));
        var whole = polygons && dense <= DenseShare * chips.Sum(c => (long)c.Labels.Length);
        units.Number(LabelGrid(chips, windows), classes, whole ? int.MaxValue : WideInChips * tile);
        for (var chip = 0; chip < chips.Count; chip++)
        {
            units.Count(chips[chip], windows[chip], chip);
        }

        return units;
    }

    /// <summary>Finds the unit of a pixel.</summary>
    /// <param name="row">The pixel's row on the common grid.</param>
    /// <param name="column">The pixel's column.</param>
    /// <returns>The unit, or −1 where no chip has a label.</returns>
    public int At(int row, int column) => numbers[row, column];

    /// <summary>Counts the units of each class: in a mixed unit, the class that holds most of it counts.</summary>
    /// <returns>The counts by class index.</returns>
    public int[] PerClass()
    {
        var units = new int[Classes];
        foreach (var counts in Counts)
        {
            units[Array.IndexOf(counts, counts.Max())]++;
        }

        return units;
    }

    /// <summary>The commonest difference between neighbouring positions; the last chip of a row is often shifted.</summary>
    private static int Step(IEnumerable<int> positions)
    {
        var sorted = positions.Distinct().Order().ToList();
        return sorted.Count < 2
            ? int.MaxValue
            : sorted.Zip(sorted.Skip(1), (a, b) => b - a).GroupBy(d => d).MaxBy(g => (g.Count(), -g.Key))!.Key;
    }

    private static PixelGrid<byte> LabelGrid(IReadOnlyList<LabelledChip> chips, IReadOnlyList<PixelWindow> windows)
    {
        var grid = new PixelGrid<byte>(Ignore);
        for (var chip = 0; chip < chips.Count; chip++)
        {
            if (chips[chip].IsTurned)
            {
                continue;
            }

            var (labels, width, window) = (chips[chip].Labels, chips[chip].Width, windows[chip]);
            for (var i = labels.AsSpan().IndexOfAnyExcept(Ignore); i >= 0 && i < labels.Length; i++)
            {
                if (labels[i] != Ignore)
                {
                    grid[window.Row + (i / width), window.Column + (i % width)] = labels[i];
                }
            }
        }

        return grid;
    }

    /// <summary>Numbers the units: a whole region, or the cells of one that is cut.</summary>
    private void Number(PixelGrid<byte> labels, int classes, int widest)
    {
        var (regions, count) = RegionFinder.Find(labels);
        var extents = Extents(regions, labels, count);
        var total = new long[classes];
        foreach (var region in extents)
        {
            total[region.Class] += region.Pixels;
        }

        var cut = Array.ConvertAll(
            extents,
            r => Math.Max(r.EndRow - r.Row, r.EndColumn - r.Column) > widest && r.Pixels > LargeShare * total[r.Class]
        );
        CutRegions = cut.Count(c => c);
        var units = new Dictionary<(int Region, int Row, int Column), int>();
        Visit(
            regions,
            (row, column, region) =>
            {
                var key = cut[region] ? (region, row / Side, column / Side) : (region, -1, -1);
                if (!units.TryGetValue(key, out var unit))
                {
                    units.Add(key, unit = Places.Count);
                    var e = extents[region];
                    Places.Add(
                        cut[region]
                            ? (key.Item2, key.Item3)
                            : ((e.Row + e.EndRow) / 2 / Side, (e.Column + e.EndColumn) / 2 / Side)
                    );
                    Firsts.Add((row, column));
                    Counts.Add(new long[classes]);
                    ChipsOf.Add([]);
                }

                numbers[row, column] = unit;
            }
        );
    }

    private record struct Extent(byte Class, long Pixels, int Row, int Column, int EndRow, int EndColumn);

    private static Extent[] Extents(PixelGrid<int> regions, PixelGrid<byte> labels, int count)
    {
        var extents = new Extent[count];
        Visit(
            regions,
            (row, column, region) =>
            {
                ref var e = ref extents[region];
                e =
                    e.Pixels == 0
                        ? new Extent(labels[row, column], 1, row, column, row + 1, column + 1)
                        : e with
                        {
                            Pixels = e.Pixels + 1,
                            Column = Math.Min(e.Column, column),
                            EndRow = Math.Max(e.EndRow, row + 1),
                            EndColumn = Math.Max(e.EndColumn, column + 1),
                        };
            }
        );
        return extents;
    }

    /// <summary>Visits the pixels that have a region, in reading order of rows of blocks.</summary>
    private static void Visit(PixelGrid<int> regions, Action<int, int, int> visit)
    {
        foreach (var row in regions.Blocks)
        {
            for (var line = 0; line < 64; line++)
            {
                foreach (var block in row)
                {
                    var values = regions.Row(row.Key, block, line);
                    for (var i = 0; i < values.Length; i++)
                    {
                        if (values[i] >= 0)
                        {
                            visit((row.Key * 64) + line, (block * 64) + i, values[i]);
                        }
                    }
                }
            }
        }
    }

    private void Count(LabelledChip chip, PixelWindow window, int number)
    {
        if (chip.IsTurned)
        {
            OfChip.Add([]);
            return;
        }

        var seen = new Dictionary<int, long[]>();
        var (last, counts) = (-1, Array.Empty<long>());
        for (var i = 0; i < chip.Labels.Length; i++)
        {
            if (chip.Labels[i] == Ignore)
            {
                continue;
            }

            var unit = At(window.Row + (i / chip.Width), window.Column + (i % chip.Width));
            if (unit != last)
            {
                last = unit;
                counts = seen.TryGetValue(unit, out var known) ? known : seen[unit] = new long[Classes];
            }

            counts[chip.Labels[i]]++;
        }

        foreach (var (unit, found) in seen)
        {
            for (var c = 0; c < Classes; c++)
            {
                Counts[unit][c] = Math.Max(Counts[unit][c], found[c]);
            }

            ChipsOf[unit].Add(number);
        }

        OfChip.Add([.. seen.Keys]);
    }
}
