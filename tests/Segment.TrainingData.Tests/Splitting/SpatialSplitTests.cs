using Segment.Raster;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Tests.Splitting;

public class SpatialSplitTests
{
    private static readonly IReadOnlyList<LandCoverClass> Classes =
    [
        new(1, "Water", default),
        new(2, "Forest", default),
        new(5, "Town", default),
    ];

    private static readonly Gen<(int Tile, int Stride, int Side, int Seed, int Density)> Grids =
        from tile in Gen.Int[8, 40]
        from stride in Gen.Int[tile / 3, tile]
        from side in Gen.Int[tile * 4, tile * 9]
        from seed in Gen.Int[0, 1000]
        from density in Gen.Int[2, 60]
        select (tile, Math.Max(1, stride), side, seed, density);

    [Fact]
    public void No_validation_pixel_lies_in_a_training_chip_whatever_the_grid() =>
        Grids.Sample(
            g =>
            {
                var chips = Chips(g.Tile, g.Stride, g.Side, (r, c) => Patches(r, c, g.Seed, g.Density));
                if (chips.Count == 0 || Try(chips, g.Seed) is not { } split)
                {
                    return;
                }

                var trained = new HashSet<(int, int)>();
                foreach (var chip in split.Training)
                {
                    Visit(chips[chip].Position!.Value, (r, c) => trained.Add((r, c)));
                }

                var validated = new Dictionary<(int, int), int>();
                foreach (var chip in split.Validation)
                {
                    var window = chips[chip.Chip].Position!.Value;
                    for (var i = 0; i < chip.Labels.Length; i++)
                    {
                        if (chip.Labels[i] == 255)
                        {
                            continue;
                        }

                        // A label is the chip's own, lies in no training chip and counts once.
                        Assert.Equal(chips[chip.Chip].Labels[i], chip.Labels[i]);
                        var pixel = (window.Row + (i / g.Tile), window.Column + (i % g.Tile));
                        Assert.DoesNotContain(pixel, trained);
                        Assert.True(validated.TryAdd(pixel, chip.Labels[i]));
                    }
                }

                Assert.Equal(0, split.Proof.SharedPixels);
                Assert.InRange(split.Proof.GapPixels, 1, 4096);
                Assert.Equal(validated.Count, split.ValidationPixels.Sum());
                Assert.Equal(
                    chips.Count,
                    split.Proof.TrainChips + split.Proof.ValidationChips + split.Proof.DroppedChips
                );
                Assert.NotEmpty(split.Training);
                Assert.NotEmpty(split.Validation);
            },
            iter: 60
        );

    [Fact]
    public void The_gap_is_the_smallest_distance()
    {
        var chips = Chips(16, 8, 128, (r, c) => Patches(r, c, 3, 10));
        var split = Try(chips, 1)!;
        var least = int.MaxValue;
        foreach (var chip in split.Validation)
        {
            var window = chips[chip.Chip].Position!.Value;
            for (var i = 0; i < chip.Labels.Length; i++)
            {
                if (chip.Labels[i] != 255)
                {
                    var (row, column) = (window.Row + (i / 16), window.Column + (i % 16));
                    least = Math.Min(least, split.Training.Min(t => Distance(chips[t].Position!.Value, row, column)));
                }
            }
        }

        Assert.Equal(least, split.Proof.GapPixels);
    }

    [Theory]
    [InlineData(32, 16)]
    [InlineData(64, 32)]
    public void A_small_scene_keeps_most_chips_and_every_class_on_both_sides(int tile, int stride)
    {
        foreach (var seed in Enumerable.Range(0, 5))
        {
            var chips = Chips(tile, stride, 350, (r, c) => Polygons(r, c));
            var split = Try(chips, seed)!;
            Assert.All(split.ValidationPixels, n => Assert.True(n > 0));
            Assert.All(split.LabelledPixels, n => Assert.True(n > 0));
            Assert.InRange(split.ValidationShare, 0.06, 0.16);
            Assert.True(split.Proof.TrainChips >= chips.Count * 0.7, split.Line);
        }
    }

    [Fact]
    public void The_seed_decides_the_split()
    {
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        Assert.Equal(Try(chips, 4)!.Training, Try(chips, 4)!.Training);
        Assert.Contains(
            Enumerable.Range(0, 6),
            seed => !Try(chips, seed)!.Training.SequenceEqual(Try(chips, 4)!.Training)
        );
    }

    [Fact]
    public void The_line_that_proves_it_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        var split = SpatialSplit.Split(chips, Classes, 10, 1, notices.Add);
        Assert.Equal([split.Line], notices);
        Assert.Matches(
            @"^Validation: \d+ chips in \d+ blocks of \d+ px \([\d.]+ % of the labelled pixels\); pixels shared with training chips: 0; smallest distance "
                + @"from a validation pixel to a training chip: \d+ px; training: \d+ chips; left out between the two: \d+ chips\.$",
            split.Line
        );
    }

    [Fact]
    public void Chips_without_a_place_are_split_whole_and_the_doubt_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(16, 16, 160, (r, c) => (byte)((r / 16) % 3)).ConvertAll(c => c with { Position = null });
        var split = SpatialSplit.Split(chips, Classes, 10, 1, notices.Add);
        Assert.StartsWith(
            "100 of 100 chips have no place on a common grid, so whole chips validate",
            notices[0],
            StringComparison.Ordinal
        );
        Assert.Equal(0, split.Proof.DroppedChips);
        Assert.InRange(split.Validation.Count, 5, 15);
        Assert.All(split.Validation, v => Assert.Equal(chips[v.Chip].Labels, v.Labels));
    }

    [Fact]
    public void A_class_that_cannot_be_on_both_sides_trains_and_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(16, 8, 160, (r, c) => r < 4 && c < 4 ? (byte)2 : (byte)(c / 40 % 2));
        var split = SpatialSplit.Split(chips, Classes, 10, 1, notices.Add);
        Assert.True(split.LabelledPixels[2] > 0);
        Assert.Contains(
            "The class 'Town' (value 5) has no validation pixel, so its scores are not known: add polygons of it in other places.",
            notices
        );
    }

    [Fact]
    public void One_class_is_refused()
    {
        var error = Assert.Throws<SegmentDataException>(() =>
            SpatialSplit.Split(Chips(16, 8, 64, (_, _) => 1), Classes, 10, 1, _ => { })
        );
        Assert.Equal(
            "All labelled pixels are 'Forest' (value 2), and a network learns by telling at least two classes apart. Add polygons of another class "
                + "and cut the chips again.",
            error.Message
        );
    }

    [Fact]
    public void Chips_in_one_place_are_refused_with_the_remedy()
    {
        var chips = Chips(16, 16, 16, (r, c) => (byte)((r + c) % 2));
        var error = Assert.Throws<SegmentDataException>(() =>
            SpatialSplit.Split([.. chips, .. chips], Classes, 10, 1, _ => { })
        );
        Assert.Equal(
            "The 2 chips with labels cannot be split into a training and a validation part that share no pixel and both hold what is to be learned: "
                + "they are too few, or overlap too much. Add polygons in other places of the scene, or cut the chips again with a smaller --tile-size or "
                + "--stride.",
            error.Message
        );
    }

    [Fact]
    public void A_validation_part_that_is_far_too_small_is_told()
    {
        // Two chips that share all but four columns, and nearly all labels lie in what they share.
        var notices = new List<string>();
        static byte Label(int row, int column) =>
            (row, column) switch
            {
                (_, > 5 and < 14) => 1,
                (0, 1 or 18) => 0,
                (0, 2 or 17) => 1,
                _ => 255,
            };
        static LabelledChip Chip(int start) =>
            new(
                new PixelWindow(0, start, 16, 16),
                16,
                16,
                [.. Enumerable.Range(0, 256).Select(i => Label(i / 16, start + (i % 16)))]
            );
        var split = SpatialSplit.Split([Chip(0), Chip(4)], Classes, 10, 1, notices.Add);
        Assert.Contains(
            $"Only {split.ValidationShare * 100:0.#} % of the labelled pixels could be held out instead of 10 %, because the chips overlap too much or the "
                + "labels lie too close together: the validation figures are uncertain.",
            notices
        );
    }

    private static ChipSplit? Try(List<LabelledChip> chips, int seed)
    {
        try
        {
            return SpatialSplit.Split(chips, Classes, 10, seed, _ => { });
        }
        catch (SegmentDataException)
        {
            return null;
        }
    }

    private static List<LabelledChip> Chips(int tile, int stride, int side, Func<int, int, byte> label)
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
    private static byte Patches(int row, int column, int seed, int density)
    {
        var hash = new Random((row / 8 * 1009) + (column / 8 * 9176) + seed).Next();
        return hash % density == 0 ? (byte)(hash / density % 3) : (byte)255;
    }

    /// <summary>About forty polygons of some 12 × 15 px on a scene of 350 px.</summary>
    private static byte Polygons(int row, int column)
    {
        var (r, c) = (row / 55, column / 50);
        return row % 55 is > 20 and < 33 && column % 50 is > 10 and < 26 ? (byte)(((r * 5) + c) % 3) : (byte)255;
    }

    private static void Visit(PixelWindow w, Action<int, int> visit)
    {
        for (var row = w.Row; row < w.EndRow; row++)
        {
            for (var column = w.Column; column < w.EndColumn; column++)
            {
                visit(row, column);
            }
        }
    }

    private static int Distance(PixelWindow w, int row, int column) =>
        Math.Max(
            Math.Max(w.Row - row, row - w.EndRow + 1),
            Math.Max(Math.Max(w.Column - column, column - w.EndColumn + 1), 0)
        );
}
