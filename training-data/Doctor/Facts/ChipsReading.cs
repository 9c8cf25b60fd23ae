using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Chips;

namespace Segment.TrainingData.Doctor.Facts;

/// <summary>Counts what the checks need of chips, one after another.</summary>
public sealed class ChipsReading
{
    // As many samples as are read of a folder that is looked at on its own: some seconds at most.
    private const long MostSamples = 60_000_000;
    private const byte Ignore = byte.MaxValue;

    // A block is as wide as two chips, so that a chip of one block hardly meets a chip of another.
    private const int BlockInChips = 2;

    private readonly ChipFolder folder;
    private readonly SampleColumns columns;
    private readonly long[] pixels;
    private readonly HashSet<(int Row, int Column)>[] blocks;
    private readonly List<double> labelled = [];
    private bool placesKnown = true;

    /// <summary>Begins.</summary>
    /// <param name="folder">The folder that the chips are of.</param>
    /// <param name="chips">Chips that will be added.</param>
    public ChipsReading(ChipFolder folder, int chips)
    {
        this.folder = folder;
        columns = new SampleColumns(folder.Bands.Count, (long)chips * folder.TileHeight * folder.TileWidth);
        pixels = new long[folder.Classes.Count];
        blocks = [.. folder.Classes.Select(_ => new HashSet<(int, int)>())];
    }

    /// <summary>Gets what is known of the bands, classes and chips that were added.</summary>
    /// <param name="commands">The commands that remedies are made of.</param>
    /// <returns>The facts.</returns>
    public Patient Describe(RemedyCommands commands) =>
        new()
        {
            Commands = commands,
            Bands = columns.Describe([.. folder.Bands.Select(b => (b.Name, b.SourceType, (double?)null))]),
            Classes =
            [
                .. folder.Classes.Select(
                    (c, i) => new ClassFacts(c, pixels[i], null, placesKnown ? blocks[i].Count : null)
                ),
            ],
            Tiling = CellCounts.TilingOf(
                labelled,
                Math.Max(folder.TileHeight, folder.TileWidth),
                null,
                folder.CrsWkt.Length > 0
                    ? Math.Sqrt(folder.CellSizeX * folder.CellSizeY) * MapUnit.Metres(folder.CrsWkt)
                    : null
            ),
        };

    /// <summary>Reads a folder: all chips, or evenly spread ones of a large folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="commands">The commands that remedies are made of.</param>
    /// <param name="notice">Told what reading the folder tells.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>The facts, and the share of the chips that was read, 0–1.</returns>
    /// <exception cref="SegmentDataException">It is no chips folder, or a chip cannot be read.</exception>
    internal static (Patient Facts, double Share) Read(
        string path,
        RemedyCommands commands,
        Action<string>? notice,
        CancellationToken token
    )
    {
        var opened = ChipFolder.Open(path, notice);
        var samples = (long)opened.Bands.Count * opened.TileHeight * opened.TileWidth;
        var step = (int)Math.Max(1, ((opened.Chips.Count * samples) + MostSamples - 1) / MostSamples);
        var chosen = opened.Chips.Where((_, i) => i % step == 0).ToList();
        var reading = new ChipsReading(opened, chosen.Count);
        foreach (var batch in chosen.Chunk(256))
        {
            // In the folder's order, whichever is read first.
            var chips = batch.AsParallel().AsOrdered().WithCancellation(token).Select(opened.Read).ToList();
            foreach (var (file, chip) in batch.Zip(chips))
            {
                reading.Add(file.Position, chip);
            }
        }

        return (reading.Describe(commands), chosen.Count / (double)opened.Chips.Count);
    }

    /// <summary>Adds a chip.</summary>
    /// <param name="place">Where it lies; null where that is not known.</param>
    /// <param name="chip">The chip.</param>
    public void Add(PixelWindow? place, Chip chip)
    {
        columns.Add(chip.Samples, chip.Height * chip.Width);
        Count(place, chip.Labels);
    }

    /// <summary>Adds a chip of which only those pixels are read that the checks look at.</summary>
    /// <param name="place">Where it lies; null where that is not known.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="read">Given the number of a pixel, row by row, fills in its sample of each band; NaN where there is no
    /// data.</param>
    public void Add(PixelWindow? place, byte[] labels, Action<int, float[]> read)
    {
        columns.Add(read, labels.Length);
        Count(place, labels);
    }

    private void Count(PixelWindow? place, byte[] labels)
    {
        placesKnown &= place is not null;
        var side = BlockInChips * Math.Max(folder.TileHeight, folder.TileWidth);
        var own = new long[pixels.Length];
        foreach (var label in labels)
        {
            if (label != Ignore)
            {
                own[label]++;
            }
        }

        for (var c = 0; c < own.Length; c++)
        {
            pixels[c] += own[c];
            if (own[c] > 0 && place is { } at)
            {
                blocks[c].Add((at.Row / side, at.Column / side));
            }
        }

        if (own.Sum() is > 0 and var count)
        {
            labelled.Add(count / (double)labels.Length);
        }
    }
}
