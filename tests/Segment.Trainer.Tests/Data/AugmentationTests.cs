using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Augmentation;
using static TorchSharp.torch;

namespace Segment.Trainer.Tests.Data;

public class AugmentationTests
{
    public static TheoryData<string> Names => [.. AugmentationCatalog.All.Select(k => k.Name)];

    [Fact]
    public void Every_orientation_is_a_permutation_that_another_one_inverts()
    {
        for (var number = 0; number < 8; number++)
        {
            var turned = Turn(Enumerable.Range(0, 25).ToArray(), 5, 5, number);
            Assert.Equal(Enumerable.Range(0, 25), turned.Order());
            Assert.Single(
                Enumerable.Range(0, 8),
                back => Turn(turned, 5, 5, back).SequenceEqual(Enumerable.Range(0, 25))
            );
        }
    }

    [Fact]
    public void Image_and_label_are_turned_alike_and_the_eight_differ()
    {
        var chip = Alike(1, 5, 5, (r, c) => (r * 5) + c);
        var seen = new HashSet<string>();
        for (var number = 0; number < 8; number++)
        {
            var (image, labels) = Show(chip, new Variation(Orientation.Get(number)));
            Assert.Equal(labels.Select(l => (float)l), image);
            Assert.Equal(12, image[12]);
            Assert.True(seen.Add(string.Join(',', image)));
        }
    }

    [Fact]
    public void A_rotation_by_a_quarter_is_an_orientation()
    {
        var chip = Alike(2, 7, 7, (r, c) => (r * 7) + c);
        var quarter = AugmentationText.Parse("rotate 90,90;1").Draw(1, new(2, IsSquare: true));
        var (image, labels) = Show(chip, quarter);
        Assert.Contains(Enumerable.Range(0, 8), n => Show(chip, new(Orientation.Get(n))).Labels.SequenceEqual(labels));
        Assert.All(labels.Select((l, i) => (l, i)), p => Assert.Equal(p.l, image[2 * p.i], 0.001));
    }

    [Fact]
    public void Moved_images_and_labels_stay_together_and_labels_are_old_ones_or_ignored() =>
        Gen.Select(Gen.ULong, Gen.Int[8, 20], Gen.Int[8, 20], Gen.Int[1, 3])
            .Sample(
                (key, height, width, bands) =>
                {
                    // A plane: bilinear interpolation gives it exactly, mirrored edges apart, and those are ignored.
                    var chip = Alike(bands, height, width, (r, c) => (2 * r) + (3 * c) + 1);
                    var set = AugmentationText.Parse("dihedral;rotate 180;1;rand_zoom 0.6,2;squish 0.7,1.4");
                    var variation = set.Draw(key, new(bands, height == width));
                    var (image, labels) = Show(chip, variation);
                    var old = chip.Labels.Append((byte)255).ToHashSet();
                    Assert.All(labels, l => Assert.Contains(l, old));
                    for (var i = 0; i < labels.Length; i++)
                    {
                        for (var b = 0; b < bands && labels[i] != 255; b++)
                        {
                            // The nearest pixel is at most half a row and half a column away.
                            Assert.InRange(image[(i * bands) + b], labels[i] - 2.51f, labels[i] + 2.51f);
                        }
                    }
                },
                iter: 200
            );

    [Fact]
    public void Lighting_changes_bands_nearly_alike_and_keeps_no_data_at_zero()
    {
        var samples = Enumerable.Range(0, 4 * 100).Select(i => i % 9 == 0 ? float.NaN : i % 10f).ToArray();
        var chip = new Chip(10, 10, samples, new byte[100]);
        var set = AugmentationText.Parse("brightness 0.2,0.8;contrast 0.5,2");
        var plain = Show(chip, Variation.None).Image;
        var moved = 0;
        for (var key = 1UL; key < 30; key++)
        {
            var variation = set.Draw(key, new(4, IsSquare: true));
            var image = Show(chip, variation).Image;
            for (var i = 0; i < image.Length; i++)
            {
                var gap = float.IsNaN(samples[(i % 4 * 100) + (i / 4)]);
                Assert.Equal(gap ? 0 : (plain[i] * variation.Gain![i % 4]) + variation.Shift![i % 4], image[i], 0.001);
                moved += !gap && Math.Abs(image[i] - plain[i]) > 0.1 ? 1 : 0;
            }

            Assert.InRange(variation.Shift!.Max() - variation.Shift!.Min(), 0, 0.2 * 2 * Math.Log(4) * 2);
            Assert.True(variation.Gain!.Max() / variation.Gain!.Min() < Math.Pow(4, 0.201));
        }

        Assert.True(moved > 1000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_one_works_on_any_chip_and_the_same_key_gives_the_same(string name)
    {
        foreach (var (bands, height, width) in new[] { (1, 10, 10), (3, 16, 9), (6, 8, 33), (64, 10, 12) })
        {
            var random = new Random(1);
            var samples = Enumerable.Range(0, bands * height * width).Select(_ => (float)random.Next(200));
            var labels = Enumerable.Range(0, height * width).Select(i => (byte)(i % 3)).ToArray();
            var set = new AugmentationSet([AugmentationStep.Of(AugmentationCatalog.Find(name, "test"))], "test");
            var data = Toy.Dataset(Estimate(bands), set, new Chip(height, width, [.. samples], labels));
            BatchItem[] items = [.. Enumerable.Range(0, 6).Select(i => new BatchItem(0, Key: ItemRandom.Key(1, 1, i)))];
            using var first = data.Assemble(items, height, width, ScalarType.Float32);
            using var again = data.Assemble([.. items.Reverse()], height, width, ScalarType.Float32);
            Assert.Equal([6, bands, height, width], first.Image.shape);
            using var turned = again.Image.flip(0);
            Assert.Equal(0, (first.Image - turned).abs().max().item<float>());
            Assert.True(first.Image.isfinite().all().item<bool>());
            Assert.All(first.Labels.data<long>().ToArray(), l => Assert.True(l is 0 or 1 or 2 or 255));
        }
    }

    [Fact]
    public void A_part_looks_beyond_its_edges_before_it_is_mirrored()
    {
        // Zoomed out by two, the middle quarter of the chip shows the whole of it: nothing is ignored.
        var chip = Alike(1, 16, 16, (r, c) => r + c);
        var view = new PartView(Toy.Dataset(Estimate(1), null, chip).Images, Estimate(1), 8, 8);
        var labels = new byte[64];
        var variation = new Variation(Geometry: new LinearMap(1.9, 0, 0, 1.9));
        view.Labels(chip.Labels, (0, 4, 4), variation, labels);
        Assert.DoesNotContain((byte)255, labels);
        view.Labels(chip.Labels, (0, 0, 0), variation, labels);
        Assert.Contains((byte)255, labels);
    }

    [Fact]
    public void A_step_never_loses_all_labels_of_a_chip()
    {
        var labels = Enumerable.Repeat((byte)255, 100).ToArray();
        labels[0] = 1;
        var set = AugmentationText.Parse("rand_zoom 4");
        var data = Toy.Dataset(Estimate(1), set, new Chip(10, 10, new float[100], labels));
        using var batch = data.Assemble([new BatchItem(0, Key: 1)], 10, 10, ScalarType.Float32);
        Assert.Equal(labels.Select(l => (long)l), batch.Labels.data<long>().ToArray());
    }

    [Fact]
    public void Items_are_varied_by_seed_epoch_and_number_alone()
    {
        var keys =
            from seed in new[] { -1, 0, 1, 42 }
            from epoch in Enumerable.Range(1, 20)
            from item in Enumerable.Range(0, 200)
            select ItemRandom.Key(seed, epoch, item);
        Assert.Equal(4 * 20 * 200, keys.Distinct().Count());
        var random = new ItemRandom(ItemRandom.Key(1, 2, 3));
        var numbers = Enumerable.Range(0, 10_000).Select(_ => random.Next()).ToList();
        Assert.InRange(numbers.Average(), 0.49, 0.51);
        Assert.All(numbers, n => Assert.InRange(n, 0, 1 - 1e-17));
        Assert.Equal(8, Enumerable.Range(0, 200).Select(_ => random.Next(8)).Distinct().Count());
    }

    private static NormalizationEstimate Estimate(int bands) =>
        new(
            [.. Enumerable.Range(0, bands)],
            new Normalization(new double[bands], [.. Enumerable.Repeat(1.0, bands)]),
            [],
            []
        );

    private static int[] Turn(int[] picture, int height, int width, int number) =>
        [
            .. Enumerable
                .Range(0, picture.Length)
                .Select(i => Orientation.Get(number).Source(i / width, i % width, height, width))
                .Select(p => picture[(p.Row * width) + p.Column]),
        ];

    /// <summary>A chip whose labels are the samples of each of its bands.</summary>
    private static Chip Alike(int bands, int height, int width, Func<int, int, int> value)
    {
        byte[] labels = [.. Enumerable.Range(0, height * width).Select(i => (byte)value(i / width, i % width))];
        return new Chip(
            height,
            width,
            [.. Enumerable.Repeat(labels, bands).SelectMany(l => l).Select(l => (float)l)],
            labels
        );
    }

    private static (float[] Image, byte[] Labels) Show(Chip chip, Variation variation)
    {
        var bands = chip.Samples.Length / chip.Labels.Length;
        var data = Toy.Dataset(Estimate(bands), null, chip);
        var view = new PartView(data.Images, Estimate(bands), chip.Height, chip.Width);
        var (image, labels) = (new float[chip.Samples.Length], new byte[chip.Labels.Length]);
        view.Image((0, 0, 0), variation, image);
        view.Labels(chip.Labels, (0, 0, 0), variation, labels);
        return (image, labels);
    }
}
