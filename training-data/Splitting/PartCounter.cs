using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>Counts the labelled pixels of each part by class, each pixel once.</summary>
/// <param name="chips">All chips.</param>
/// <param name="windows">Where each lies.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class PartCounter(IReadOnlyList<LabelledChip> chips, PixelWindow[] windows, int classes)
{
    private const byte Ignore = byte.MaxValue;

    private readonly PixelSet counted = new();

    /// <summary>Gets the pixels of the chips that were counted as held out.</summary>
    public PixelSet HeldOut { get; } = new();

    /// <summary>Counts every label of every chip.</summary>
    /// <param name="labels">(H, W) of each chip, class index; 255 = ignore.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>The counts by class index.</returns>
    public static long[] All(IEnumerable<byte[]> labels, int classes)
    {
        var counts = new long[byte.MaxValue + 1];
        foreach (var chip in labels)
        {
            foreach (var label in chip)
            {
                counts[label]++;
            }
        }

        return counts[..classes];
    }

    /// <summary>Counts a held-out part.</summary>
    /// <param name="part">Its chips; each pixel is in one of them.</param>
    /// <returns>The counts by class index.</returns>
    public long[] Count(IReadOnlyList<HeldOutChip> part)
    {
        foreach (var chip in part)
        {
            HeldOutChips.Add(HeldOut, chips[chip.Chip], windows[chip.Chip], chip.Labels);
            _ = New(chip.Chip, chip.Labels);
        }

        return All(part.Select(c => c.Labels), classes);
    }

    /// <summary>Counts the training part.</summary>
    /// <param name="training">Its chips; they may overlap.</param>
    /// <returns>The counts by class index; a held-out pixel that training sees too counts here as well.</returns>
    public long[] CountTraining(IEnumerable<int> training)
    {
        var trained = new PixelSet();
        var counts = new long[classes];
        foreach (var chip in training)
        {
            Visit(
                chip,
                chips[chip].Labels,
                (row, column, label) =>
                {
                    counts[label] += trained.Add(row, column) ? 1 : 0;
                    counted.Add(row, column);
                }
            );
        }

        return counts;
    }

    /// <summary>Counts what is in none of the parts that were counted before.</summary>
    /// <returns>The counts by class index.</returns>
    public long[] CountRest()
    {
        var counts = new long[classes];
        for (var chip = 0; chip < chips.Count; chip++)
        {
            foreach (var label in New(chip, chips[chip].Labels))
            {
                counts[label]++;
            }
        }

        return counts;
    }

    private List<byte> New(int chip, byte[] labels)
    {
        var found = new List<byte>();
        Visit(
            chip,
            labels,
            (row, column, label) =>
            {
                if (counted.Add(row, column))
                {
                    found.Add(label);
                }
            }
        );
        return found;
    }

    private void Visit(int chip, byte[] labels, Action<int, int, byte> visit)
    {
        if (chips[chip].IsTurned)
        {
            return;
        }

        var (window, width) = (windows[chip], chips[chip].Width);
        for (var i = 0; i < labels.Length; i++)
        {
            if (labels[i] != Ignore)
            {
                visit(window.Row + (i / width), window.Column + (i % width), labels[i]);
            }
        }
    }
}
