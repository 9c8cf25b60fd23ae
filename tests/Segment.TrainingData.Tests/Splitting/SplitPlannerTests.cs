using Segment.Raster;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Tests.Splitting;

public class SplitPlannerTests
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
    public void No_pixel_is_in_two_parts_whatever_the_grid() =>
        Grids.Sample(
            g =>
            {
                var chips = Chips(g.Tile, g.Stride, g.Side, (r, c) => Patches(r, c, g.Seed, g.Density));
                if (chips.Count == 0 || Try(chips, g.Seed, test: 10) is not { } split)
                {
                    return;
                }

                var trained = new HashSet<(int, int)>();
                foreach (var chip in split.Training)
                {
                    Visit(chips[chip].Position!.Value, (r, c) => trained.Add((r, c)));
                }

                var seen = split.Validation.Concat(split.Test).ToList();
                var held = new Dictionary<(int, int), int>();
                foreach (var chip in seen)
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
                        Assert.True(held.TryAdd(pixel, chip.Labels[i]));
                    }
                }

                Assert.Equal(seen.Count, seen.Select(c => c.Chip).Distinct().Count());
                Assert.Equal(0, split.Proof.SharedPixels);
                Assert.InRange(split.Proof.GapPixels, 1, 4096);
                Assert.Equal(held.Count, split.ValidationPixels.Sum() + split.TestPixels.Sum());
                Assert.Equal(
                    chips.Count,
                    split.Proof.TrainChips
                        + split.Proof.ValidationChips
                        + split.Proof.TestChips
                        + split.Proof.DroppedChips
                );
                Assert.NotEmpty(split.Training);
                Assert.NotEmpty(split.Validation);
            },
            iter: 60
        );

    [Fact]
    public void No_polygon_straddles_whatever_their_place() =>
        Gen.Select(Gen.Int[8, 32], Gen.Int[0, 1000])
            .Sample(
                (tile, seed) =>
                {
                    var shapes = Shapes(seed);
                    var chips = Chips(tile, Math.Max(4, tile / 2), 240, (r, c) => shapes.Label(r, c));
                    if (Try(chips, seed, test: 10) is not { } split)
                    {
                        return;
                    }

                    var parts = new Dictionary<int, HashSet<string>>();
                    void Note(int chip, byte[] labels, string part)
                    {
                        var window = chips[chip].Position!.Value;
                        for (var i = 0; i < labels.Length; i++)
                        {
                            if (labels[i] != 255)
                            {
                                var shape = shapes.At(window.Row + (i / tile), window.Column + (i % tile));
                                (parts.TryGetValue(shape, out var seen) ? seen : parts[shape] = []).Add(part);
                            }
                        }
                    }

                    foreach (var chip in split.Training)
                    {
                        Note(chip, chips[chip].Labels, "training");
                    }

                    foreach (var (chip, labels) in split.Validation)
                    {
                        Note(chip, labels, "validation");
                    }

                    foreach (var (chip, labels) in split.Test)
                    {
                        Note(chip, labels, "test");
                    }

                    Assert.All(parts.Values, p => Assert.Single(p));
                },
                iter: 60
            );

    [Theory]
    [InlineData(16, 8)]
    [InlineData(32, 16)]
    public void Each_class_with_enough_polygons_is_in_every_part(int tile, int stride)
    {
        foreach (var seed in Enumerable.Range(0, 5))
        {
            var chips = Chips(tile, stride, 350, (r, c) => Polygons(r, c));
            var split = Try(chips, seed, test: null)!;
            Assert.All(split.Parts.Take(3).SelectMany(p => p.Pixels), n => Assert.True(n > 0));
            Assert.All(split.Parts.Take(3).SelectMany(p => p.Regions), n => Assert.True(n > 0));
            Assert.Equal(42, split.Parts.Sum(p => p.Regions.Sum()));
            Assert.InRange(split.TestShare, 0.05, 0.2);
        }
    }

    [Fact]
    public void With_few_polygons_of_a_class_nothing_is_held_out_for_a_test_and_that_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(16, 8, 350, (r, c) => Polygons(r, c) is 2 && r > 50 ? (byte)255 : Polygons(r, c));
        var split = SplitPlanner.Plan(chips, Classes, new SplitOptions { Polygons = true }, notices.Add).Apply();
        Assert.Empty(split.Test);
        Assert.Equal(
            "No test part is held out, because of 'Town' (2) there are fewer than 5 separate regions. Draw more of them, or give --test-percentage to "
                + "hold some out all the same.",
            notices[0]
        );
    }

    [Fact]
    public void A_region_wider_than_chips_is_cut_where_labels_are_no_polygons()
    {
        var chips = Chips(16, 8, 160, (_, c) => c < 80 ? (byte)0 : (byte)1);
        var split = Try(chips, 3, test: 0)!;
        Assert.All(split.ValidationPixels.Take(2), n => Assert.True(n > 0));
        Assert.All(split.LabelledPixels.Take(2), n => Assert.True(n > 0));
    }

    [Fact]
    public void A_split_by_lot_says_what_training_has_seen()
    {
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        var options = new SplitOptions { Method = SplitMethod.Random, ValidationPercentage = 20 };
        var split = SplitPlanner.Plan(chips, Classes, options, _ => { }).Apply();
        var trained = new HashSet<(int, int)>();
        foreach (var chip in split.Training)
        {
            Visit(chips[chip].Position!.Value, (r, c) => trained.Add((r, c)));
        }

        var (seen, all) = (0, 0);
        foreach (var chip in split.Validation)
        {
            var window = chips[chip.Chip].Position!.Value;
            for (var i = 0; i < chip.Labels.Length; i++)
            {
                all += chip.Labels[i] == 255 ? 0 : 1;
                seen +=
                    chip.Labels[i] != 255 && trained.Contains((window.Row + (i / 32), window.Column + (i % 32)))
                        ? 1
                        : 0;
            }
        }

        Assert.Equal(seen, split.Proof.SharedPixels);
        Assert.Equal(all, split.ValidationPixels.Sum());
        Assert.True(split.SeenShare > 0.5);
        Assert.Equal(0, split.Proof.DroppedChips);
        Assert.Contains(
            $"Training has seen {split.SeenShare * 100:0.#} % of the validation pixels: the scores flatter the network",
            split.Line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_given_split_is_kept_and_is_the_default_where_there_is_one()
    {
        SplitPart?[] parts = [SplitPart.Training, SplitPart.Validation, SplitPart.Test, null];
        var chips = Chips(16, 16, 160, (r, c) => (byte)((r / 16) % 3))
            .Select((c, i) => c with { Given = parts[i % 4] })
            .ToList();
        var split = SplitPlanner.Plan(chips, Classes, new SplitOptions(), _ => { }).Apply();
        Assert.Equal(SplitMethod.Given, split.Proof.Method);
        Assert.All(split.Training, c => Assert.Equal(SplitPart.Training, chips[c].Given));
        Assert.All(split.Validation, c => Assert.Equal(SplitPart.Validation, chips[c.Chip].Given));
        Assert.All(split.Test, c => Assert.Equal(SplitPart.Test, chips[c.Chip].Given));
        Assert.Equal(
            (25, 25, 25, 25),
            (split.Training.Count, split.Validation.Count, split.Test.Count, split.Proof.DroppedChips)
        );
        Assert.Equal(0, split.Proof.SharedPixels);
    }

    [Fact]
    public void A_split_that_is_not_there_is_refused()
    {
        var chips = Chips(16, 16, 160, (r, c) => (byte)((r / 16) % 3));
        var error = Assert.Throws<SegmentDataException>(() =>
            SplitPlanner.Plan(chips, Classes, new SplitOptions { Method = SplitMethod.Given }, _ => { })
        );
        Assert.StartsWith(
            "--split given takes the split that a chips folder brings",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(SplitMethod.Spatial)]
    [InlineData(SplitMethod.Random)]
    public void A_stored_split_is_the_same_again(SplitMethod method)
    {
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        var options = new SplitOptions
        {
            Method = method,
            TestPercentage = 10,
            Polygons = true,
        };
        var plan = SplitPlanner.Plan(chips, Classes, options, _ => { });
        string[] names = [.. chips.Select((_, i) => $"{i:D9}")];
        var stored = TrainingSplit.FromJson(plan.ToDocument(names).ToJson());

        var again = StoredSplit.Restore(stored, names, chips, Classes)!;

        Assert.Equal(plan.Apply().Training, again.Apply().Training);
        Assert.Equal(plan.Apply().TestPixels, again.Apply().TestPixels);
        Assert.Equal(plan.ToDocument(names).ToJson(), again.ToDocument(names).ToJson());
        chips[stored.TrainingChips.Count / 2].Labels.AsSpan().Fill(1);
        chips.RemoveAt(0);
        Assert.Null(StoredSplit.Restore(stored, names[1..], chips, Classes));
    }

    [Fact]
    public void Pixels_taken_away_later_leave_the_parts_as_they_are()
    {
        var chips = Chips(32, 16, 350, (r, c) => Polygons(r, c));
        var plan = SplitPlanner.Plan(chips, Classes, new SplitOptions { Polygons = true }, _ => { });
        var whole = plan.Apply();
        var masked = plan.Apply([
            .. chips.Select(c => c.Labels.Select((l, i) => i % 3 == 0 ? (byte)255 : l).ToArray()),
        ]);
        Assert.Equal(whole.Training, masked.Training);
        Assert.InRange(masked.ValidationPixels.Sum() / (double)whole.ValidationPixels.Sum(), 0.4, 0.9);
        Assert.Equal(0, masked.Proof.SharedPixels);
    }

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
            Assert.True(split.Proof.TrainChips >= chips.Count * 0.6, split.Line);
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
        var split = Plan(chips, 1, 0, notices.Add);
        Assert.Equal([split.Line], notices);
        Assert.Matches(
            @"^Split by space, in \d+ blocks of \d+ px: \d+ chips train, \d+ validate \([\d.]+ % of the labelled pixels\), \d+ between them are left out\. "
                + @"No validation pixel lies in a training chip; the nearest training chip is \d+ px away\.$",
            split.Line
        );
    }

    [Fact]
    public void Chips_without_a_place_are_split_whole_and_the_doubt_is_told()
    {
        var notices = new List<string>();
        var chips = Chips(16, 16, 160, (r, c) => (byte)((r / 16) % 3)).ConvertAll(c => c with { Position = null });
        var split = Plan(chips, 1, 0, notices.Add);
        Assert.StartsWith(
            "100 of 100 chips have no place on a common grid, so whole chips are held out",
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
        var split = Plan(chips, 1, 0, notices.Add);
        Assert.True(split.LabelledPixels[2] > 0);
        Assert.Contains(
            "The class 'Town' (value 5) has no validation pixel, so its scores are not known: add polygons of it in other places.",
            notices
        );
    }

    [Fact]
    public void One_class_is_refused()
    {
        var error = Assert.Throws<SegmentDataException>(() => Plan(Chips(16, 8, 64, (_, _) => 1), 1, 0, _ => { }));
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
        var error = Assert.Throws<SegmentDataException>(() => Plan([.. chips, .. chips], 1, 0, _ => { }));
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
        var split = Plan([Chip(0), Chip(4)], 1, 0, notices.Add);
        Assert.Contains(
            $"Only {split.ValidationShare * 100:0.#} % of the labelled pixels could be held out for validation instead of 10 %, because the chips overlap too much or the "
                + "labels lie too close together: the validation figures are uncertain.",
            notices
        );
    }

    private static ChipSplit Plan(List<LabelledChip> chips, int seed, double? test, Action<string> notice) =>
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

    private static ChipSplit? Try(List<LabelledChip> chips, int seed, double? test = 0)
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

    [Fact]
    public void Turned_chips_change_nothing_in_the_split_and_train_only_apart_from_what_is_held_out()
    {
        var straight = Chips(16, 8, 200, (row, column) => Patches(row, column, 3, 4));
        var turned = straight.Select(c =>
            c with
            {
                Position = new PixelWindow(c.Position!.Value.Row, c.Position.Value.Column, 23, 23),
                Labels = [.. c.Labels.Reverse()],
                IsTurned = true,
            }
        );
        var expected = SplitPlanner.Plan(straight, Classes, new SplitOptions(), _ => { }).Apply();

        var split = SplitPlanner.Plan([.. straight, .. turned], Classes, new SplitOptions(), _ => { }).Apply();

        Assert.Equal(expected.Validation.Select(c => c.Chip), split.Validation.Select(c => c.Chip));
        Assert.Equal(expected.Test.Select(c => c.Chip), split.Test.Select(c => c.Chip));
        Assert.Equal(expected.Training, split.Training.Where(c => c < straight.Count));
        Assert.Equal(0, split.Proof.SharedPixels);
        var more = split.Training.Where(c => c >= straight.Count).ToList();
        Assert.NotEmpty(more);
        Assert.True(more.Count < straight.Count);
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

    /// <summary>Ellipses of some 4 to 20 px that do not touch each other.</summary>
    private static (Func<int, int, byte> Label, Func<int, int, int> At) Shapes(int seed)
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
