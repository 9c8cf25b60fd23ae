using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Raster.Maps;
using Segment.Trainer.Data;
using Segment.Trainer.Loop;
using Segment.Trainer.Torch;
using static TorchSharp.torch;

namespace Segment.Trainer.Report;

/// <summary>Draws the validation chips that the network answers best and worst.</summary>
internal static class SampleChips
{
    private const int BestCount = 4;
    private const int WorstCount = 4;

    // Of a chip with fewer labelled pixels than this share of the median chip, an accuracy says little.
    private const double FewPixels = 0.25;
    private const double Tail = 0.02;
    private static readonly byte[] Blank = [0xf2, 0xf2, 0xf0];

    /// <summary>Draws them.</summary>
    /// <param name="network">The network, with the best epoch's weights.</param>
    /// <param name="compute">Where it lives.</param>
    /// <param name="data">The chips.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>Up to four of the best, then up to four of the worst.</returns>
    public static IReadOnlyList<SampleChip> Draw(
        TorchNetwork network,
        ComputeDevice compute,
        PreparedChips data,
        IReadOnlyList<LandCoverClass> classes
    )
    {
        var answers = Enumerable
            .Range(0, data.Validation.Count)
            .Select(c => Answer(network, compute, data.Validation, c))
            .ToList();
        var scores = answers.Select((answer, chip) => Score(data.Validation.Labels(chip), answer)).ToList();
        var median = scores.Select(s => s.Pixels).Order().ElementAt(scores.Count / 2);
        var ranked = Enumerable
            .Range(0, scores.Count)
            .Where(c => scores[c].Pixels >= FewPixels * median)
            .OrderByDescending(c => scores[c].Accuracy)
            .ThenByDescending(c => scores[c].Pixels)
            .ToList();
        var worst = Math.Min(WorstCount, Math.Max(0, ranked.Count - BestCount));
        var shown = ranked.Take(BestCount).Concat(ranked.TakeLast(worst)).ToList();
        var stretch = Stretch([.. data.ValidationChips.Select(c => c.Chip)], ShownBands(data.Estimate.Bands.Count));
        return
        [
            .. shown.Select(c =>
            {
                var chip = data.ValidationChips[c];
                var (height, width) = (chip.Chip.Height, chip.Chip.Width);
                return new SampleChip(
                    chip.File.Name,
                    scores[c].Accuracy,
                    scores[c].Pixels,
                    Picture.EncodePng(height, width, Composite(chip.Chip, stretch)),
                    Picture.EncodePng(height, width, Colors(data.Validation.Labels(c), classes)),
                    Picture.EncodePng(height, width, Colors(answers[c], classes))
                );
            }),
        ];

        (int Band, float Low, float High)[] Stretch(IReadOnlyList<Chip> chips, int[] shownBands) =>
            [.. shownBands.Select(b => Limits(chips, data.Estimate.Bands[b]))];
    }

    /// <summary>Which of the network's bands are shown as red, green and blue: 3, 2, 1 of a multispectral sensor's usual order.</summary>
    private static int[] ShownBands(int bands) =>
        bands switch
        {
            1 or 2 => [0, 0, 0],
            3 => [0, 1, 2],
            <= 16 => [2, 1, 0],
            _ => [bands / 2, bands / 4, bands / 8],
        };

    private static byte[] Answer(TorchNetwork network, ComputeDevice compute, ChipDataset data, int chip)
    {
        network.eval();
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var batch = data.Assemble(
            [new BatchItem(chip, 0, 0, Orientation.Get(0))],
            data.Height,
            data.Width,
            ScalarType.Float32
        );
        return network.forward(batch.Image.to(compute.Device)).argmax(1).to_type(ScalarType.Byte).cpu().bytes.ToArray();
    }

    private static (double Accuracy, int Pixels) Score(byte[] truth, byte[] answer)
    {
        var pixels = truth.Length - truth.AsSpan().Count(LossCatalog.Ignore);
        var right = truth.Zip(answer, (t, a) => t == a ? 1 : 0).Sum();
        return (right / (double)pixels, pixels);
    }

    private static (int Band, float Low, float High) Limits(IReadOnlyList<Chip> chips, int band)
    {
        var samples = chips
            .SelectMany(c => c.Samples.Skip(band * c.Height * c.Width).Take(c.Height * c.Width))
            .Where(float.IsFinite)
            .Order()
            .ToArray();
        return samples.Length == 0
            ? (band, 0, 1)
            : (band, samples[(int)(Tail * (samples.Length - 1))], samples[(int)((1 - Tail) * (samples.Length - 1))]);
    }

    private static byte[] Composite(Chip chip, (int Band, float Low, float High)[] stretch)
    {
        var pixels = chip.Height * chip.Width;
        var rgb = new byte[3 * pixels];
        for (var i = 0; i < rgb.Length; i++)
        {
            var (band, low, high) = stretch[i % 3];
            var sample = chip.Samples[(band * pixels) + (i / 3)];
            rgb[i] = float.IsFinite(sample)
                ? (byte)Math.Clamp((sample - low) / Math.Max(high - low, float.Epsilon) * 255, 0, 255)
                : (byte)255;
        }

        return rgb;
    }

    private static byte[] Colors(byte[] indices, IReadOnlyList<LandCoverClass> classes)
    {
        var rgb = new byte[3 * indices.Length];
        for (var i = 0; i < indices.Length; i++)
        {
            if (indices[i] == LossCatalog.Ignore)
            {
                Blank.CopyTo(rgb, 3 * i);
                continue;
            }

            var color = classes[indices[i]].Color;
            (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = (color.Red, color.Green, color.Blue);
        }

        return rgb;
    }
}
