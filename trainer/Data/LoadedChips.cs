using Segment.Raster.Chips;
using Segment.Trainer.Data.Storage;

namespace Segment.Trainer.Data;

/// <summary>All chips of a folder: images in their own number type, and labels.</summary>
/// <param name="files">Where each came from and where it lies.</param>
/// <param name="images">The images; disposed with this.</param>
/// <param name="labels">(H, W) of each, class index; 255 = ignore, also where a band lacks data.</param>
/// <param name="drawn">The labels as they were drawn, on pixels without data too.</param>
internal sealed class LoadedChips(
    IReadOnlyList<ChipFile> files,
    ChipStore images,
    IReadOnlyList<byte[]> labels,
    IReadOnlyList<byte[]> drawn
) : IDisposable
{
    /// <summary>Gets the number of chips.</summary>
    public int Count => files.Count;

    /// <summary>Gets where each chip came from and where it lies.</summary>
    public IReadOnlyList<ChipFile> Files => files;

    /// <summary>Gets the images.</summary>
    public ChipStore Images => images;

    /// <summary>Gets the labels of each chip: (H, W), class index; 255 = ignore, also where a band lacks data.</summary>
    public IReadOnlyList<byte[]> Labels => labels;

    /// <summary>Gets the labels as they were drawn, on pixels without data too.</summary>
    public IReadOnlyList<byte[]> Drawn => drawn;

    /// <summary>Puts chips into memory.</summary>
    /// <param name="chips">Files and chips, all of one size.</param>
    /// <param name="bands">Their bands.</param>
    /// <returns>The chips; the caller disposes them.</returns>
    public static LoadedChips InMemory(IReadOnlyList<(ChipFile File, Chip Chip)> chips, int bands)
    {
        var store = new ChipStore(new MemoryRoom(chips.Count), bands, chips[0].Chip.Height, chips[0].Chip.Width);
        for (var i = 0; i < chips.Count; i++)
        {
            store.Write(i, chips[i].Chip.Samples);
        }

        byte[][] labels = [.. chips.Select(c => c.Chip.Labels)];
        return new LoadedChips([.. chips.Select(c => c.File)], store, labels, labels);
    }

    /// <inheritdoc/>
    public void Dispose() => images.Dispose();
}
