using System.Numerics.Tensors;
using Segment.PackageFormat;
using Segment.Raster.Chips;

namespace Segment.Trainer.Data;

/// <summary>Reads a chips folder into memory, once, and takes the labels off what cannot be learned from.</summary>
internal static class ChipLoading
{
    private const byte Ignore = byte.MaxValue;

    /// <summary>Reads all chips. A pixel where a band holds no data becomes <em>ignore</em>, unless the band holds none anywhere.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="progress">Told the fraction read, 0–1.</param>
    /// <param name="notice">Told how many chips cannot be learned from, and why.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>All chips, in the folder's order; at least one holds a pixel with data and a label.</returns>
    /// <exception cref="SegmentDataException">A chip cannot be read, or none can be used.</exception>
    public static IReadOnlyList<LoadedChip> Load(
        ChipFolder folder,
        Action<double> progress,
        Action<string> notice,
        CancellationToken token
    )
    {
        var chips = ReadAll(folder, progress, token);
        var bands = new bool[folder.Bands.Count];
        foreach (var chip in chips)
        {
            MarkBandsWithData(chip.Chip, bands);
        }

        Parallel.ForEach(chips, chip => IgnoreInvalid(chip.Chip, bands));
        var usable = chips.Count(c => c.Chip.Labels.AsSpan().ContainsAnyExcept(Ignore));
        if (usable == 0)
        {
            throw new SegmentDataException(
                $"None of the {chips.Length} chips in {folder.Folder} has a pixel with both data and a label. Check that the polygons lie "
                    + "where the scene holds data, and cut the chips again."
            );
        }

        if (usable < chips.Length)
        {
            notice(
                $"{chips.Length - usable} of {chips.Length} chips were left out: no pixel of theirs has both data in every band and a label."
            );
        }

        return chips;
    }

    private static LoadedChip[] ReadAll(ChipFolder folder, Action<double> progress, CancellationToken token)
    {
        var chips = new LoadedChip[folder.Chips.Count];
        var (done, gate) = (0, new Lock());
        try
        {
            Parallel.For(
                0,
                chips.Length,
                new ParallelOptions { CancellationToken = token, MaxDegreeOfParallelism = Environment.ProcessorCount },
                i =>
                {
                    var chip = folder.Read(folder.Chips[i]);
                    chips[i] = new LoadedChip(folder.Chips[i], chip, [.. chip.Labels]);
                    lock (gate)
                    {
                        progress(++done / (double)chips.Length);
                    }
                }
            );
        }
        catch (AggregateException e)
            when (e.InnerExceptions.OfType<SegmentDataException>().FirstOrDefault() is { } problem)
        {
            throw new SegmentDataException(problem.Message, e);
        }

        return chips;
    }

    private static void MarkBandsWithData(Chip chip, bool[] bands)
    {
        var pixels = chip.Height * chip.Width;
        for (var b = 0; b < bands.Length; b++)
        {
            if (bands[b])
            {
                continue;
            }

            foreach (var sample in chip.Samples.AsSpan(b * pixels, pixels))
            {
                if (float.IsFinite(sample))
                {
                    bands[b] = true;
                    break;
                }
            }
        }
    }

    private static void IgnoreInvalid(Chip chip, bool[] bands)
    {
        var pixels = chip.Height * chip.Width;
        for (var b = 0; b < bands.Length; b++)
        {
            var samples = chip.Samples.AsSpan(b * pixels, pixels);

            // A sum is finite only where every term is: whole bands are passed over in a few vector operations.
            if (!bands[b] || float.IsFinite(TensorPrimitives.SumOfMagnitudes<float>(samples)))
            {
                continue;
            }

            for (var i = 0; i < pixels; i++)
            {
                if (!float.IsFinite(samples[i]))
                {
                    chip.Labels[i] = Ignore;
                }
            }
        }
    }
}
