using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Raster.Maps;

namespace Segment.TrainingData.Pages;

/// <summary>Packs chips for a page that shows them in any combination of bands: <see cref="ReviewChip"/>.</summary>
public sealed class ChipPlanes
{
    // 0 stands for "no data".
    private const byte Darkest = 1;

    private readonly ChipStretch[] stretch;

    /// <summary>Chooses the bands and measures how they are stretched.</summary>
    /// <param name="chips">The chips that will be drawn, or others like them; at least one.</param>
    /// <param name="bands">The bands that the network reads, as positions in the chips; of very many some are taken, evenly.</param>
    public ChipPlanes(IReadOnlyList<Chip> chips, IReadOnlyList<int> bands)
    {
        var taken = Math.Min(bands.Count, ReviewChip.MaxBands);
        int[] chosen =
        [
            .. Enumerable.Range(0, taken).Select(i => taken == 1 ? 0 : i * (bands.Count - 1) / (taken - 1)),
        ];
        stretch = [.. chosen.Select(b => ChipStretch.Measure(chips, bands[b]))];
        Bands = [.. chosen.Zip(stretch, (b, s) => new StretchedBand(b, s.Low, s.High))];
    }

    /// <summary>Gets the bands, by their position among those that the network reads.</summary>
    public IReadOnlyList<StretchedBand> Bands { get; }

    /// <summary>Packs a chip.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="chip">Its samples, and the labels that are scored.</param>
    /// <param name="answer">(H, W), class index of the network's answer.</param>
    /// <returns>The chip with its score; thinned where it is larger than <see cref="ReviewChip.MaxSide"/>.</returns>
    public ReviewChip Pack(string name, Chip chip, ReadOnlySpan<byte> answer)
    {
        var step = (Math.Max(chip.Height, chip.Width) + ReviewChip.MaxSide - 1) / ReviewChip.MaxSide;
        var (height, width) = ((chip.Height + step - 1) / step, (chip.Width + step - 1) / step);
        var planes = new byte[(stretch.Length + ReviewChip.ClassPlanes) * height * width];
        for (var i = 0; i < height * width; i++)
        {
            var pixel = (i / width * step * chip.Width) + (i % width * step);
            for (var b = 0; b < stretch.Length; b++)
            {
                var sample = chip.Samples[(stretch[b].Band * chip.Height * chip.Width) + pixel];
                planes[(b * height * width) + i] = float.IsFinite(sample) ? stretch[b].Shade(sample, Darkest) : (byte)0;
            }

            planes[(stretch.Length * height * width) + i] = chip.Labels[pixel];
            planes[((stretch.Length + 1) * height * width) + i] = answer[pixel];
        }

        var (accuracy, pixels) = Score(chip.Labels, answer);
        var png = Picture.EncodePng((stretch.Length + ReviewChip.ClassPlanes) * height, width, planes);
        return new ReviewChip(name, accuracy, pixels, height, width, step, png);
    }

    /// <summary>Scores a chip.</summary>
    /// <param name="truth">(H, W), class index; 255 = ignore.</param>
    /// <param name="answer">(H, W), class index.</param>
    /// <returns>Share of the labelled pixels answered rightly, 0–1 (0 where there is none), and their number.</returns>
    public static (double Accuracy, int Pixels) Score(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> answer)
    {
        var (right, pixels) = (0, 0);
        for (var i = 0; i < truth.Length; i++)
        {
            if (truth[i] != ConfusionMatrix.NoClass)
            {
                pixels++;
                right += truth[i] == answer[i] ? 1 : 0;
            }
        }

        return (pixels == 0 ? 0 : right / (double)pixels, pixels);
    }
}
