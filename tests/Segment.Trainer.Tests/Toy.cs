using Segment.Raster;
using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.Trainer.Data.Augmentation;
using Segment.TrainingData.Splitting;

namespace Segment.Trainer.Tests;

/// <summary>
/// A made-up scene of two land covers in patches: band b holds 100 + 10·b where the class is 0 and 40 more where it is 1,
/// with noise. A stripe of pixels is unlabelled.
/// </summary>
internal static class Toy
{
    private const int Patch = 12;

    public static IReadOnlyList<LandCoverClass> Classes { get; } =
    [new(1, "Water", new ClassColor(0, 0, 255)), new(2, "Forest <dense>", new ClassColor(0, 128, 0))];

    public static IReadOnlyList<BandDefinition> Bands(int count) =>
        [.. Enumerable.Range(0, count).Select(b => new BandDefinition(b, $"Band_{b + 1}", PixelType.Float32))];

    public static byte Label(int row, int column) =>
        row % 7 == 0 ? (byte)255 : (byte)(((row / Patch) + (column / Patch)) % 2);

    public static float Sample(int band, int row, int column)
    {
        var noise = ((row * 7919) + (column * 104_729) + (band * 31)) % 17;
        return 100 + (10 * band) + (40 * (((row / Patch) + (column / Patch)) % 2)) + noise;
    }

    public static List<(ChipFile File, Chip Chip)> Chips(int bands, int tile, int stride, int side)
    {
        var chips = new List<(ChipFile, Chip)>();
        for (var row = 0; row + tile <= side; row += stride)
        {
            for (var column = 0; column + tile <= side; column += stride)
            {
                chips.Add(Chip(bands, tile, row, column));
            }
        }

        return chips;
    }

    public static PreparedChips Data(
        int bands,
        int tile,
        int stride,
        int side,
        int seed = 1,
        AugmentationSet? variations = null
    )
    {
        var chips = Chips(bands, tile, stride, side);
        var labelled = chips.ConvertAll(c => new LabelledChip(c.File.Position, tile, tile, c.Chip.Labels));
        var options = new SplitOptions { Seed = seed, TestPercentage = 0 };
        return PreparedChips.Prepare(
            LoadedChips.InMemory(chips, bands),
            Bands(bands),
            SplitPlanner.Plan(labelled, Classes, options, _ => { }),
            variations ?? AugmentationSet.Default,
            _ => { }
        );
    }

    /// <summary>A dataset of chips in memory.</summary>
    public static ChipDataset Dataset(
        NormalizationEstimate estimate,
        AugmentationSet? variations,
        params IReadOnlyList<Chip> chips
    )
    {
        var (height, width) = (chips[0].Height, chips[0].Width);
        var bands = chips[0].Samples.Length / (height * width);
        var loaded = LoadedChips.InMemory([.. chips.Select(c => (new ChipFile("", "", "", null), c))], bands);
        return new ChipDataset(
            loaded.Images,
            [.. Enumerable.Range(0, chips.Count)],
            [.. chips.Select(c => c.Labels)],
            estimate,
            variations
        );
    }

    private static (ChipFile File, Chip Chip) Chip(int bands, int tile, int row, int column)
    {
        var (samples, labels) = (new float[bands * tile * tile], new byte[tile * tile]);
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = Label(row + (i / tile), column + (i % tile));
            for (var b = 0; b < bands; b++)
            {
                samples[(b * labels.Length) + i] = Sample(b, row + (i / tile), column + (i % tile));
            }
        }

        var file = new ChipFile($"{row}-{column}", "", "", new PixelWindow(row, column, tile, tile));
        return (file, new Chip(tile, tile, samples, labels));
    }
}
