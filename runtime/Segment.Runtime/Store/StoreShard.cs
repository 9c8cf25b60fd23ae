using System.Security.Cryptography;
using System.Text.Json;
using Segment.PackageFormat;
using Segment.Raster.Maps;

namespace Segment.Runtime.Store;

/// <summary>
/// The rows of a map that one process makes: all of a single run's, or a shard's. Each layer lies in a raw file (rows, W)
/// of bytes; a journal tells which bands of rows are finished.
/// </summary>
/// <remarks>A band's rows reach the disk before its line in the journal does, and the line carries their checksums: a run
/// that is killed at any moment goes on after the last line whose rows are what it says. One process at a time can open a
/// shard, and one thread at a time may use it.</remarks>
public sealed class StoreShard : IDisposable
{
    private const string JournalName = "journal";
    private const string SealName = "shard.json";

    private readonly StorePlan plan;
    private readonly string planSha256;
    private readonly Journal journal;
    private readonly List<LayerFile> layers = [];

    private StoreShard(string folder, StorePlan plan, string planSha256, int shard)
    {
        this.plan = plan;
        this.planSha256 = planSha256;
        Folder = folder;
        (FirstRow, EndRow) = plan.Rows(shard);
        journal = new Journal(Path.Combine(folder, JournalName), planSha256);
        try
        {
            foreach (var layer in plan.Layers)
            {
                layers.Add(new LayerFile(Path.Combine(folder, $"{layer}.u8"), MapLayer.NoData));
            }

            KeepSound();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Gets the folder with the shard's files.</summary>
    public string Folder { get; }

    /// <summary>Gets the shard's first row, in the scene.</summary>
    public int FirstRow { get; }

    /// <summary>Gets the row after the shard's last, in the scene.</summary>
    public int EndRow { get; }

    /// <summary>Gets the first row that is not finished, in the scene: the start of a band, or <see cref="EndRow"/>.</summary>
    public int NextRow => journal.Bands.Count == 0 ? FirstRow : journal.Bands[^1].EndRow;

    /// <summary>Gets whether all rows are finished.</summary>
    public bool IsComplete => NextRow == EndRow;

    /// <summary>Gets whether all rows are finished and <see cref="Seal"/> said that they are right.</summary>
    public bool IsSealed =>
        IsComplete && File.Exists(SealPath) && File.ReadAllBytes(SealPath).AsSpan().SequenceEqual(SealBytes());

    private string SealPath => Path.Combine(Folder, SealName);

    /// <summary>Gets the pixels of each number in the first layer, over the finished rows: the class counts, 256 long.</summary>
    public IReadOnlyList<long> Counts
    {
        get
        {
            var sum = new long[256];
            foreach (var (value, count) in journal.Bands.SelectMany(band => band.Counts))
            {
                sum[value] += count;
            }

            return sum;
        }
    }

    /// <summary>Opens a shard, and checks the rows that are finished.</summary>
    /// <param name="folder">Its folder; made where it is not there.</param>
    /// <param name="plan">The plan.</param>
    /// <param name="planSha256">The plan's checksum.</param>
    /// <param name="shard">The shard's number, from 0.</param>
    /// <returns>The shard.</returns>
    /// <exception cref="SegmentOutputException">The folder cannot be written to, or another process is at work in it.</exception>
    internal static StoreShard Open(string folder, StorePlan plan, string planSha256, int shard) =>
        StoreFaults.Guard(
            folder,
            () => new StoreShard(Directory.CreateDirectory(folder).FullName, plan, planSha256, shard)
        );

    /// <summary>Takes the next band of rows in and brings it to the disk.</summary>
    /// <param name="firstRow">Its first row, in the scene: <see cref="NextRow"/>.</param>
    /// <param name="rows">Its rows: <see cref="StorePlan.BandRows"/>, fewer only at the scene's end.</param>
    /// <param name="values">The rows (rows, W) of each layer, in the plan's order.</param>
    /// <exception cref="SegmentOutputException">The disk is full or fails; the rows before are kept.</exception>
    /// <exception cref="ArgumentException">It is not the next band, or has another number of layers or pixels.</exception>
    public void Append(int firstRow, int rows, IReadOnlyList<ReadOnlyMemory<byte>> values)
    {
        var length = (long)rows * plan.Width;
        if (
            firstRow != NextRow
            || rows != Math.Min(plan.BandRows, EndRow - firstRow)
            || values.Count != layers.Count
            || values.Any(v => v.Length != length)
        )
        {
            throw new ArgumentException(
                $"{rows} rows from row {firstRow} in {values.Count} layers are not the next band: it begins at row {NextRow}.",
                nameof(firstRow)
            );
        }

        StoreFaults.Guard(
            Folder,
            () =>
            {
                foreach (var (i, layer) in layers.Index())
                {
                    layer.Write(Offset(firstRow), values[i].Span);
                    layer.Flush();
                }

                journal.Append(new StoredBand(firstRow, rows, [.. values.Select(Checksum)], Count(values[0].Span)));
            }
        );
    }

    /// <summary>Writes the file that tells that the shard is done, when all rows are finished.</summary>
    /// <exception cref="SegmentOutputException">The disk refuses.</exception>
    internal void Seal() => WholeFile.Write(SealPath, SealBytes());

    /// <summary>Reads finished rows.</summary>
    /// <param name="layer">The layer's position in the plan.</param>
    /// <param name="firstRow">The first row, in the scene.</param>
    /// <param name="values">Filled with whole rows (rows, W).</param>
    /// <exception cref="SegmentOutputException">The disk fails.</exception>
    public void Read(int layer, int firstRow, Memory<byte> values) =>
        StoreFaults.Guard(Folder, () => layers[layer].Read(Offset(firstRow), values.Span));

    /// <inheritdoc/>
    public void Dispose()
    {
        layers.ForEach(layer => layer.Dispose());
        journal.Dispose();
    }

    private static string Checksum(ReadOnlyMemory<byte> values) =>
        Convert.ToHexStringLower(SHA256.HashData(values.Span));

    private static Dictionary<byte, long> Count(ReadOnlySpan<byte> values)
    {
        // Four tables: neighbouring pixels are mostly alike, and one counter would wait for itself.
        var counts = new long[4 * 256];
        for (var i = 0; i < values.Length; i++)
        {
            counts[((i & 3) << 8) | values[i]]++;
        }

        return Enumerable
            .Range(0, 256)
            .Select(v => (Value: (byte)v, Count: counts[v] + counts[256 + v] + counts[512 + v] + counts[768 + v]))
            .Where(c => c.Count > 0)
            .ToDictionary(c => c.Value, c => c.Count);
    }

    private byte[] SealBytes() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new ShardSeal(1, planSha256, FirstRow, EndRow, journal.Checksum()),
            StoreJsonContext.Default.ShardSeal
        );

    private long Offset(int row) => (long)(row - FirstRow) * plan.Width;

    /// <summary>Keeps the bands that are what the journal says, up to the first that is not.</summary>
    private void KeepSound()
    {
        var (sound, row) = (0, FirstRow);
        while (sound < journal.Bands.Count && IsSound(journal.Bands[sound], row))
        {
            row = journal.Bands[sound++].EndRow;
        }

        journal.Keep(sound);
        layers.ForEach(layer => layer.Cut(Offset(row)));
    }

    private bool IsSound(StoredBand band, int row)
    {
        var length = (long)band.Rows * plan.Width;
        return band.FirstRow == row
            && row < EndRow
            && band.Rows == Math.Min(plan.BandRows, EndRow - row)
            && band.Checksums.Count == layers.Count
            && layers.TrueForAll(layer => layer.Length >= Offset(row) + length)
            && layers.Select(layer => layer.Checksum(Offset(row), length)).SequenceEqual(band.Checksums);
    }
}
