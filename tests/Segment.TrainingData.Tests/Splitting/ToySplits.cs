using Segment.Raster;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Tests.Splitting;

/// <summary>Scenes drawn for the tests of splits, cut into chips.</summary>
internal static class ToySplits
{
    public static readonly IReadOnlyList<LandCoverClass> Classes =
    [
        new(1, "Water", default),
        new(2, "Forest", default),
        new(5, "Town", default),
    ];

    public static ChipSplit Plan(List<LabelledChip> chips, int seed, double? test, Action<string> notice) =>
        SplitPlanner
            .Plan(
                chips,
                Classes,
                new SplitOptions
                {
                    Seed = seed,
                    TestPercentage = test,
                    Polygons = true,
                },
                notice
            )
            .Apply();

    public static ChipSplit? Try(List<LabelledChip> chips, int seed, double? test = 0)
    {
        try
        {
            return Plan(chips, seed, test, _ => { });
        }
        catch (SegmentDataException)
        {
            return null;
        }
    }

    public static List<LabelledChip> Chips(int tile, int stride, int side, Func<int, int, byte> label)
    {
        var starts = new List<int>();
        for (var at = 0; at + tile < side; at += stride)
        {
            starts.Add(at);
        }

        starts.Add(side - tile);
        var chips = new List<LabelledChip>();
        foreach (var (row, column) in starts.SelectMany(r => starts.Select(c => (r, c))))
        {
            var labels = new byte[tile * tile];
            for (var i = 0; i < labels.Length; i++)
            {
                labels[i] = label(row + (i / tile), column + (i % tile));
            }

            if (labels.Any(l => l != 255))
            {
                chips.Add(new LabelledChip(new PixelWindow(row, column, tile, tile), tile, tile, labels));
            }
        }

        return chips;
    }

    /// <summary>Scattered patches of 8 × 8 px; one in <paramref name="density"/> is labelled.</summary>
    public static byte Patches(int row, int column, int seed, int density)
    {
        var hash = new Random((row / 8 * 1009) + (column / 8 * 9176) + seed).Next();
        return hash % density == 0 ? (byte)(hash / density % 3) : (byte)255;
    }

    /// <summary>Ellipses of some 4 to 20 px that do not touch each other.</summary>
    public static (Func<int, int, byte> Label, Func<int, int, int> At) Shapes(int seed)
    {
        var random = new Random(seed);
        var shapes = new List<(int Row, int Column, int Height, int Width, byte Class)>();
        for (var i = 0; i < 200; i++)
        {
            var s = (
                random.Next(10, 230),
                random.Next(10, 230),
                random.Next(2, 10),
                random.Next(2, 10),
                (byte)random.Next(3)
            );
            if (
                shapes.All(o =>
                    Math.Abs(o.Row - s.Item1) > o.Height + s.Item3 + 2
                    || Math.Abs(o.Column - s.Item2) > o.Width + s.Item4 + 2
                )
            )
            {
                shapes.Add(s);
            }
        }

        var drawn = new int[240, 240];
        foreach (var (number, s) in shapes.Index())
        {
            Visit(
                new PixelWindow(s.Row - s.Height, s.Column - s.Width, (2 * s.Height) + 1, (2 * s.Width) + 1),
                (r, c) =>
                {
                    var (y, x) = ((r - s.Row) / (double)s.Height, (c - s.Column) / (double)s.Width);
                    drawn[r, c] = (y * y) + (x * x) <= 1 ? number + 1 : 0;
                }
            );
        }

        int At(int row, int column) => drawn[row, column] - 1;
        return ((r, c) => At(r, c) is >= 0 and var shape ? shapes[shape].Class : (byte)255, At);
    }

    /// <summary>About forty polygons of some 12 × 15 px on a scene of 350 px.</summary>
    public static byte Polygons(int row, int column)
    {
        var (r, c) = (row / 55, column / 50);
        return row % 55 is > 20 and < 33 && column % 50 is > 10 and < 26 ? (byte)(((r * 5) + c) % 3) : (byte)255;
    }

    public static void Visit(PixelWindow w, Action<int, int> visit)
    {
        for (var row = w.Row; row < w.EndRow; row++)
        {
            for (var column = w.Column; column < w.EndColumn; column++)
            {
                visit(row, column);
            }
        }
    }

    public static int Distance(PixelWindow w, int row, int column) =>
        Math.Max(
            Math.Max(w.Row - row, row - w.EndRow + 1),
            Math.Max(Math.Max(w.Column - column, column - w.EndColumn + 1), 0)
        );
}
