using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Chips;

namespace Segment.Trainer.Data.Storage;

/// <summary>Reads the images of a chips folder once, and keeps them in memory or, where they take too much of it, in a file beside the
/// chips, which the next training finds again.</summary>
/// <param name="folder">The chips.</param>
/// <param name="memoryLimit">Bytes that the images may take in memory; null: a quarter of the machine, or of its container.</param>
/// <param name="notice">Told where the chips are kept when that is not memory.</param>
internal sealed class ChipShelf(ChipFolder folder, long? memoryLimit, Action<string> notice)
{
    // Chips of one scene differ little in what a sample takes.
    private const int Looks = 8;
    private const double Megabyte = 1 << 20;

    private readonly long limit = memoryLimit ?? MachineLimits.Here.DefaultMemory;

    /// <summary>Gets the chips.</summary>
    public ChipFolder Folder => folder;

    /// <summary>Reads the chips.</summary>
    /// <param name="read">Given a chip that was read with its image, in any order, from several threads; it is not kept.</param>
    /// <param name="readLabels">Given a chip whose image was there already.</param>
    /// <param name="token">Stops the reading.</param>
    /// <returns>The images.</returns>
    /// <exception cref="SegmentDataException">A chip cannot be read.</exception>
    /// <exception cref="SegmentOutputException">The file beside the chips cannot be written.</exception>
    public ChipStore Fill(Action<int, Chip> read, Action<int, byte[]> readLabels, CancellationToken token)
    {
        ChipFileName.RemoveStale(folder);
        var bytes = Estimate();
        if (bytes <= limit)
        {
            var room = new MemoryRoom(folder.Chips.Count);
            var store = Store(room);
            ForAll(i => Keep(store, i, read), token);
            return store;
        }

        var path = ChipFileName.For(folder);
        if (FileRoom.Open(path, folder.Chips.Count) is { } found)
        {
            notice($"{Needs(bytes)}: they are read from {path}, which an earlier training left.");
            ForAll(i => readLabels(i, folder.ReadLabels(folder.Chips[i])), token);
            return Store(found);
        }

        RequireRoom(path, bytes);
        notice($"{Needs(bytes)}: they are kept in {path}. The next training finds them there.");
        return Store(Write(path, read, token));
    }

    private FileRoom Write(string path, Action<int, Chip> read, CancellationToken token)
    {
        var temporary = ChipFileName.Temporary(path);
        try
        {
            using (var room = FileRoom.Create(temporary, folder.Chips.Count))
            {
                var store = Store(room);
                ForAll(i => Keep(store, i, read), token);
                room.Finish();
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException e)
        {
            throw new SegmentOutputException(
                $"{path} cannot be written: {e.Message.TrimEnd('.')}. Check the folder and its permissions.",
                e
            );
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }

        return FileRoom.Open(path, folder.Chips.Count)
            ?? throw new SegmentOutputException(
                $"{path} was written and cannot be read again. Check the disk, or remove the file, and train again."
            );
    }

    private ChipStore Store(ISampleRoom room) => new(room, folder.Bands.Count, folder.TileHeight, folder.TileWidth);

    private void Keep(ChipStore store, int i, Action<int, Chip> read)
    {
        var chip = Read(i);
        store.Write(i, chip.Samples);
        read(i, chip);
    }

    private Chip Read(int i)
    {
        var chip = folder.Read(folder.Chips[i]);
        return (chip.Height, chip.Width) == (folder.TileHeight, folder.TileWidth)
            ? chip
            : throw new SegmentDataException(
                $"The chip '{folder.Chips[i].ImagePath}' has {chip.Height} x {chip.Width} px, and the chips of {folder.Folder} have "
                    + $"{folder.TileHeight} x {folder.TileWidth}. Cut the chips again."
            );
    }

    private long Estimate()
    {
        var most = (long)folder.Chips.Count * folder.TileHeight * folder.TileWidth * folder.Bands.Count * sizeof(float);
        if (most <= limit)
        {
            return most;
        }

        var looks = Math.Min(Looks, folder.Chips.Count);
        using var store = Store(new MemoryRoom(0));
        var bytes = Enumerable
            .Range(0, looks)
            .Max(k => (long)store.Encode(Read((int)((long)k * folder.Chips.Count / looks)).Samples).Bytes.Length);
        return bytes * folder.Chips.Count;
    }

    private string Needs(long bytes) =>
        $"The images of the {folder.Chips.Count} chips take about {bytes / Megabyte:N0} MB, and {limit / Megabyte:N0} MB of memory are for "
        + $"them ({(memoryLimit is null ? "a quarter of what there is" : "--chip-memory")})";

    private static void RequireRoom(string path, long bytes)
    {
        var free = FreeBytes(path);
        if (free < bytes)
        {
            throw new SegmentOutputException(
                $"The chips take more memory than training keeps them in, and the disk of {Path.GetDirectoryName(path)} has "
                    + $"{free / Megabyte:N0} MB free where about {bytes / Megabyte:N0} MB are needed. Make room there, or let more of "
                    + "them stay in memory with --chip-memory."
            );
        }
    }

    private static long FreeBytes(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(path)!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Some network disks do not tell; a disk that turns out to be full is told when it is.
            return long.MaxValue;
        }
    }

    private void ForAll(Action<int> work, CancellationToken token)
    {
        try
        {
            Parallel.For(
                0,
                folder.Chips.Count,
                new ParallelOptions { CancellationToken = token, MaxDegreeOfParallelism = MachineLimits.Here.Cores },
                work
            );
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(Told) is { } problem)
        {
            throw problem is SegmentOutputException
                ? new SegmentOutputException(problem.Message, e)
                : new SegmentDataException(problem.Message, e);
        }
    }

    private static bool Told(Exception e) => e is SegmentDataException or SegmentOutputException;
}
