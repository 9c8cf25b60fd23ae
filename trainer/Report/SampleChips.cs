using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.Trainer.Torch;
using Segment.TrainingData.Pages;
using static TorchSharp.torch;

namespace Segment.Trainer.Report;

/// <summary>Picks the validation chips that the network answers best and worst.</summary>
internal static class SampleChips
{
    private const int BestCount = 4;
    private const int WorstCount = 4;

    // Of a chip with fewer labelled pixels than this share of the median chip, an accuracy says little.
    private const double FewPixels = 0.25;
    private const long StretchPixels = 1 << 20;

    /// <summary>Picks them.</summary>
    /// <param name="network">The network, with the best epoch's weights.</param>
    /// <param name="compute">Where it lives.</param>
    /// <param name="data">The chips.</param>
    /// <returns>Up to four of the best, then up to four of the worst; and the bands in their planes.</returns>
    public static (IReadOnlyList<ReviewChip> Chips, IReadOnlyList<StretchedBand> Bands) Pick(
        TorchNetwork network,
        ComputeDevice compute,
        PreparedChips data
    )
    {
        var answers = Enumerable
            .Range(0, data.Validation.Count)
            .Select(c => Answer(network, compute, data.Validation, c))
            .ToList();
        var scores = answers.Select((answer, chip) => ChipPlanes.Score(data.Validation.Labels(chip), answer)).ToList();
        var median = scores.Select(s => s.Pixels).Order().ElementAt(scores.Count / 2);
        var ranked = Enumerable
            .Range(0, scores.Count)
            .Where(c => scores[c].Pixels >= FewPixels * median)
            .OrderByDescending(c => scores[c].Accuracy)
            .ThenByDescending(c => scores[c].Pixels)
            .ToList();
        var worst = Math.Min(WorstCount, Math.Max(0, ranked.Count - BestCount));
        var shown = ranked.Take(BestCount).Concat(ranked.TakeLast(worst)).ToList();
        var planes = new ChipPlanes(Some(data.Validation), data.Estimate.Bands);
        return (
            [.. shown.Select(c => planes.Pack(data.ValidationFiles[c].Name, data.Validation.Raw(c), answers[c]))],
            planes.Bands
        );
    }

    /// <summary>Evenly spread chips, as many as are worth holding to measure a stretch.</summary>
    private static List<Chip> Some(ChipDataset data)
    {
        var step = Math.Max(1, data.Count / (int)Math.Clamp(StretchPixels / ((long)data.Height * data.Width), 1, 1024));
        return [.. Enumerable.Range(0, data.Count).Where(c => c % step == 0).Select(data.Raw)];
    }

    private static byte[] Answer(TorchNetwork network, ComputeDevice compute, ChipDataset data, int chip)
    {
        network.eval();
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        using var batch = data.Assemble([new BatchItem(chip)], data.Height, data.Width, ScalarType.Float32);
        return network.forward(batch.Image.to(compute.Device)).argmax(1).to_type(ScalarType.Byte).cpu().bytes.ToArray();
    }
}
