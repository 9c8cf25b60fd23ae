using System.Runtime.InteropServices;
using Segment.Raster.Chips;
using Segment.Trainer.Data.Augmentation;
using Segment.Trainer.Data.Storage;
using static TorchSharp.torch;

namespace Segment.Trainer.Data;

/// <summary>Chips of one part of the split, ready to be put into batches.</summary>
/// <param name="images">The images of all chips.</param>
/// <param name="chips">Which of them belong to the part.</param>
/// <param name="labels">(H, W) of each of the part, class index; 255 = ignore.</param>
/// <param name="estimate">Which bands the network reads, and how they are normalised.</param>
/// <param name="variations">How items with a key are varied; null varies none.</param>
internal sealed class ChipDataset(
    ChipStore images,
    IReadOnlyList<int> chips,
    IReadOnlyList<byte[]> labels,
    NormalizationEstimate estimate,
    AugmentationSet? variations = null
)
{
    private const byte Ignore = byte.MaxValue;

    /// <summary>Gets the images of all chips.</summary>
    public ChipStore Images => images;

    /// <summary>Gets the number of chips.</summary>
    public int Count => chips.Count;

    /// <summary>Gets the rows of each chip.</summary>
    public int Height => images.Height;

    /// <summary>Gets the columns of each chip.</summary>
    public int Width => images.Width;

    /// <summary>Gets how often and how long steps have waited for batches of these chips.</summary>
    public WaitClock Waits { get; } = new();

    /// <summary>Puts chips, or parts of them, into a batch. Safe for use by several threads.</summary>
    /// <param name="items">The parts.</param>
    /// <param name="height">Rows of each part.</param>
    /// <param name="width">Columns of each part.</param>
    /// <param name="type">The image's number type, float32 or bfloat16.</param>
    /// <returns>The batch, on the CPU; the caller disposes it.</returns>
    public Batch Assemble(IReadOnlyList<BatchItem> items, int height, int width, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var image = empty([items.Count, height, width, estimate.Bands.Count], type);
        var target = empty([items.Count, height, width], ScalarType.Int64);
        var view = new PartView(images, estimate, height, width);
        var samples = height * width * estimate.Bands.Count;
        var part = type == ScalarType.Float32 ? [] : new float[samples];
        var classes = new byte[height * width];
        for (var i = 0; i < items.Count; i++)
        {
            var bytes = image.bytes.Slice(i * samples * (int)image.ElementSize, samples * (int)image.ElementSize);
            var values = type == ScalarType.Float32 ? MemoryMarshal.Cast<byte, float>(bytes) : part;
            Show(view, items[i], values, classes);
            if (type != ScalarType.Float32)
            {
                HalfWidth.Round(part, MemoryMarshal.Cast<byte, ushort>(bytes));
            }

            var wide = MemoryMarshal.Cast<byte, long>(target.bytes).Slice(i * classes.Length, classes.Length);
            for (var p = 0; p < classes.Length; p++)
            {
                wide[p] = classes[p];
            }
        }

        return new Batch(image.permute(0, 3, 1, 2).DetachFromDisposeScope(), target.DetachFromDisposeScope());
    }

    /// <summary>Gets a chip's labels.</summary>
    /// <param name="chip">The chip's position.</param>
    /// <returns>(H, W), class index; 255 = ignore.</returns>
    public byte[] Labels(int chip) => labels[chip];

    /// <summary>Reads a chip as it was cut.</summary>
    /// <param name="chip">The chip's position.</param>
    /// <returns>Raw samples of all bands, and <see cref="Labels"/>.</returns>
    public Chip Raw(int chip) => images.Raw(chips[chip], labels[chip]);

    private void Show(PartView view, BatchItem item, Span<float> image, Span<byte> classes)
    {
        var variation =
            item.Key is { } key && variations is not null
                ? variations.Draw(key, new(estimate.Bands.Count, view.Height == view.Width))
                : Variation.None;
        var place = (chips[item.Chip], item.Row, item.Column);
        view.Labels(labels[item.Chip], place, variation, classes);
        if (variation.Geometry is not null && !classes.ContainsAnyExcept(Ignore))
        {
            // All labels were moved out of sight: a step learns nothing from that.
            variation = variation with
            {
                Geometry = null,
            };
            view.Labels(labels[item.Chip], place, variation, classes);
        }

        view.Image(place, variation, image);
    }
}
