using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Data.Storage;

namespace Segment.Trainer.Data;

/// <summary>Reads a chips folder, once, and takes the labels off what cannot be learned from.</summary>
internal static class ChipLoading
{
    private const byte Ignore = byte.MaxValue;

    /// <summary>Reads all chips. A pixel where a band holds no data becomes <em>ignore</em>, unless the band holds none anywhere.</summary>
    /// <param name="shelf">The folder, and where its images are kept.</param>
    /// <param name="progress">Told the fraction read, 0–1.</param>
    /// <param name="notice">Told how many chips cannot be learned from, and why.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>All chips, in the folder's order; at least one holds a pixel with data and a label. The caller disposes them.</returns>
    /// <exception cref="SegmentDataException">A chip cannot be read, or none can be used.</exception>
    /// <exception cref="SegmentOutputException">The chips do not fit into memory and not onto the disk.</exception>
    public static LoadedChips Load(
        ChipShelf shelf,
        Action<double> progress,
        Action<string> notice,
        CancellationToken token
    )
    {
        var folder = shelf.Folder;
        var drawn = new byte[folder.Chips.Count][];
        var (done, gate) = (0, new Lock());
        void Take(int i, byte[] labels)
        {
            drawn[i] = labels;
            lock (gate)
            {
                progress(++done / (double)drawn.Length);
            }
        }

        var images = shelf.Fill((i, chip) => Take(i, chip.Labels), Take, token);
        try
        {
            var labels = WithData(images, drawn);
            RequireLabels(folder, labels, notice);
            return new LoadedChips(folder.Chips, images, labels, drawn);
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private static void RequireLabels(ChipFolder folder, byte[][] labels, Action<string> notice)
    {
        var usable = labels.Count(l => l.AsSpan().ContainsAnyExcept(Ignore));
        if (usable == 0)
        {
            throw new SegmentDataException(
                $"None of the {labels.Length} chips in {folder.Folder} has a pixel with both data and a label. Check that the polygons lie "
                    + "where the scene holds data, and cut the chips again."
            );
        }

        if (usable < labels.Length)
        {
            notice(
                $"{labels.Length - usable} of {labels.Length} chips were left out: no pixel of theirs has both data in every band and a label."
            );
        }
    }

    private static byte[][] WithData(ChipStore images, byte[][] drawn)
    {
        int[] gaps = [.. Enumerable.Range(0, drawn.Length).Where(i => !images.IsWhole(i))];
        var labels = (byte[][])drawn.Clone();
        var bands = new bool[images.Bands];
        if (gaps.Length < drawn.Length)
        {
            Array.Fill(bands, value: true);
        }

        foreach (var chip in gaps.TakeWhile(_ => bands.Contains(false)))
        {
            Each(images, chip, (_, samples) => MarkBandsWithData(samples, bands));
        }

        Parallel.ForEach(
            gaps,
            chip =>
            {
                var own = (byte[])drawn[chip].Clone();
                Each(images, chip, (pixel, samples) => own[pixel] = HasData(samples, bands) ? own[pixel] : Ignore);
                labels[chip] = own;
            }
        );
        return labels;
    }

    private static void Each(ChipStore images, int chip, Action<int, ReadOnlySpan<float>> pixel)
    {
        var row = new float[images.Width * images.Bands];
        for (var r = 0; r < images.Height; r++)
        {
            images.ReadPixels(chip, r, 0, row);
            for (var c = 0; c < images.Width; c++)
            {
                pixel((r * images.Width) + c, row.AsSpan(c * images.Bands, images.Bands));
            }
        }
    }

    private static void MarkBandsWithData(ReadOnlySpan<float> samples, bool[] bands)
    {
        for (var b = 0; b < bands.Length; b++)
        {
            bands[b] |= !float.IsNaN(samples[b]);
        }
    }

    private static bool HasData(ReadOnlySpan<float> samples, bool[] bands)
    {
        for (var b = 0; b < bands.Length; b++)
        {
            if (bands[b] && float.IsNaN(samples[b]))
            {
                return false;
            }
        }

        return true;
    }
}
