using Segment.Raster;
using Segment.TrainingData.Splitting;
using static Segment.TrainingData.Tests.Splitting.ToySplits;

namespace Segment.TrainingData.Tests.Splitting;

/// <summary>What every split by space keeps, whatever the chips.</summary>
public sealed class SplitPlannerTests
{
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
    public void A_region_wider_than_chips_is_cut_where_labels_are_no_polygons()
    {
        var chips = Chips(16, 8, 160, (_, c) => c < 80 ? (byte)0 : (byte)1);
        var split = Try(chips, 3, test: 0)!;
        Assert.All(split.ValidationPixels.Take(2), n => Assert.True(n > 0));
        Assert.All(split.LabelledPixels.Take(2), n => Assert.True(n > 0));
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
}
