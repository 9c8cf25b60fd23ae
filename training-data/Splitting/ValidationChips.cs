using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>Finds the chips that show the validation pixels, each pixel in the chip where it is farthest from the border.</summary>
internal static class ValidationChips
{
    private const byte Ignore = byte.MaxValue;

    /// <summary>Finds them.</summary>
    /// <param name="chips">All chips.</param>
    /// <param name="windows">Where each lies.</param>
    /// <param name="grid">The cells.</param>
    /// <param name="chosen">The cells that validate.</param>
    /// <returns>The chips that keep at least one validation pixel, ascending.</returns>
    public static List<ValidationChip> Find(
        IReadOnlyList<LabelledChip> chips,
        PixelWindow[] windows,
        CellGrid grid,
        HashSet<(int Row, int Column)> chosen
    )
    {
        var touching = Enumerable
            .Range(0, chips.Count)
            .Where(c => grid.CellsOfChip[c].Any(x => chosen.Contains(grid.Places[x])));
        var neighbours = new Dictionary<(int, int), List<int>>();
        var candidates = touching.ToList();
        foreach (var chip in candidates)
        {
            foreach (var place in Places(windows[chip], grid))
            {
                (neighbours.TryGetValue(place, out var list) ? list : neighbours[place] = []).Add(chip);
            }
        }

        var found = new List<ValidationChip>();
        foreach (var chip in candidates)
        {
            var labels = Own(chip, chips, windows, grid, chosen, neighbours);
            if (labels.Any(l => l != Ignore))
            {
                found.Add(new ValidationChip(chip, labels));
            }
        }

        return found;
    }

    /// <summary>Adds a chip's labelled pixels to a set; both grid pixels where the chip lies between two.</summary>
    /// <param name="pixels">The set.</param>
    /// <param name="chip">The chip.</param>
    /// <param name="window">Where it lies.</param>
    /// <param name="labels">(H, W), class index; 255 = ignore.</param>
    public static void Add(PixelSet pixels, LabelledChip chip, PixelWindow window, byte[] labels)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == Ignore)
            {
                continue;
            }

            var (row, column) = (window.Row + (i / chip.Width), window.Column + (i % chip.Width));
            for (var r = 0; r <= window.Height - chip.Height; r++)
            {
                for (var c = 0; c <= window.Width - chip.Width; c++)
                {
                    pixels.Add(row + r, column + c);
                }
            }
        }
    }

    private static byte[] Own(
        int chip,
        IReadOnlyList<LabelledChip> chips,
        PixelWindow[] windows,
        CellGrid grid,
        HashSet<(int Row, int Column)> chosen,
        Dictionary<(int, int), List<int>> neighbours
    )
    {
        var (labels, width) = (chips[chip].Labels, chips[chip].Width);
        var own = new byte[labels.Length];
        Array.Fill(own, Ignore);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] == Ignore)
            {
                continue;
            }

            var (row, column) = (windows[chip].Row + (i / width), windows[chip].Column + (i % width));
            var place = grid.CellOf(row, column);
            if (!chosen.Contains(place))
            {
                continue;
            }

            var depth = Depth(windows[chip], row, column);
            var another = neighbours[place]
                .Any(n =>
                    n != chip && Depth(windows[n], row, column) is var d && (d > depth || (d == depth && n < chip))
                );
            own[i] = another ? Ignore : labels[i];
        }

        return own;
    }

    /// <summary>Distance from a window's border, inside; negative outside.</summary>
    private static int Depth(PixelWindow w, int row, int column) =>
        Math.Min(Math.Min(row - w.Row, w.EndRow - 1 - row), Math.Min(column - w.Column, w.EndColumn - 1 - column));

    private static IEnumerable<(int, int)> Places(PixelWindow w, CellGrid grid)
    {
        var (top, left) = grid.CellOf(w.Row, w.Column);
        var (bottom, right) = grid.CellOf(w.EndRow - 1, w.EndColumn - 1);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                yield return (row, column);
            }
        }
    }
}
