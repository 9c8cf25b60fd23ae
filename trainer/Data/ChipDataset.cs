using Segment.Raster.Chips;
using Segment.Trainer.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace Segment.Trainer.Data;

/// <summary>
/// Chips in memory, ready to be put into batches: samples normalized by the graph's formula, 0 where there is no data, in
/// half precision (11 significant bits, finer than any sensor's noise), bands last.
/// </summary>
internal sealed class ChipDataset : IDisposable
{
    private static readonly Scalar LargestHalf = 65504;
    private static readonly Scalar LeastHalf = -65504;

    private readonly List<(Tensor Image, Tensor Label)> chips = [];
    private readonly List<byte[]> labels = [];

    /// <summary>Gets the number of chips.</summary>
    public int Count => chips.Count;

    /// <summary>Gets the rows of each chip.</summary>
    public int Height { get; private set; }

    /// <summary>Gets the columns of each chip.</summary>
    public int Width { get; private set; }

    /// <summary>Adds a chip; all have the same size.</summary>
    /// <param name="chip">Raw samples, (bands, H, W); its labels are not looked at.</param>
    /// <param name="label">(H, W), class index; 255 = ignore.</param>
    /// <param name="estimate">Which bands, and how they are normalised.</param>
    public void Add(Chip chip, byte[] label, NormalizationEstimate estimate)
    {
        (Height, Width) = (chip.Height, chip.Width);
        using var scope = NewDisposeScope();
        var image = Normalize(chip, estimate).clamp_(LeastHalf, LargestHalf).to_type(ScalarType.Float16);
        chips.Add(
            (
                image.permute(1, 2, 0).contiguous().DetachFromDisposeScope(),
                tensor(label, [Height, Width]).DetachFromDisposeScope()
            )
        );
        labels.Add(label);
    }

    /// <summary>Normalizes a chip as the exported graph does.</summary>
    /// <param name="chip">Raw samples, (bands, H, W).</param>
    /// <param name="estimate">Which bands, and how they are normalised.</param>
    /// <returns>(bands read, H, W), float32; 0 where there is no data.</returns>
    public static Tensor Normalize(Chip chip, NormalizationEstimate estimate)
    {
        using var scope = NewDisposeScope();
        var raw = tensor(chip.Samples, [chip.Samples.Length / (chip.Height * chip.Width), chip.Height, chip.Width]);
        raw = raw.index_select(0, tensor(estimate.Bands.Select(b => (long)b).ToArray()));
        return raw.sub_(TorchNetwork.PerBand(estimate.Normalization.Center))
            .div_(TorchNetwork.PerBand(estimate.Normalization.Scale))
            .nan_to_num(0, 0, 0)
            .MoveToOuterDisposeScope();
    }

    /// <summary>Puts chips, or parts of them, into a batch.</summary>
    /// <param name="items">The parts; all of one size after turning.</param>
    /// <param name="height">Rows of each part before turning.</param>
    /// <param name="width">Columns of each part before turning.</param>
    /// <param name="type">The image's number type.</param>
    /// <returns>The batch, on the CPU; the caller disposes it.</returns>
    public Batch Assemble(IReadOnlyList<BatchItem> items, int height, int width, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var images = new List<Tensor>(items.Count);
        var targets = new List<Tensor>(items.Count);
        foreach (var item in items)
        {
            var (image, label) = chips[item.Chip];
            images.Add(item.Orientation.Apply(Part(image, item, height, width)));
            targets.Add(item.Orientation.Apply(Part(label, item, height, width)));
        }

        return new Batch(
            stack(images).to_type(type).permute(0, 3, 1, 2).DetachFromDisposeScope(),
            stack(targets).to_type(ScalarType.Int64).DetachFromDisposeScope()
        );
    }

    /// <summary>Gets a chip's labels.</summary>
    /// <param name="chip">The chip's position.</param>
    /// <returns>(H, W), class index; 255 = ignore.</returns>
    public byte[] Labels(int chip) => labels[chip];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (image, label) in chips)
        {
            image.Dispose();
            label.Dispose();
        }
    }

    private Tensor Part(Tensor x, BatchItem item, int height, int width) =>
        height == Height && width == Width ? x : x.narrow(0, item.Row, height).narrow(1, item.Column, width);
}
