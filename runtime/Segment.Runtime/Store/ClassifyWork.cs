using Segment.PackageFormat;
using Segment.Raster;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Store;

/// <summary>The work of one run on a map: begins or goes on with the work folder, and removes it in the end.</summary>
internal sealed class ClassifyWork : IDisposable
{
    private const string FilePrefix = SceneIdentity.FilePrefix;

    private readonly ClassifyOptions options;
    private readonly WorkFolder work;
    private readonly StoreShard shard;
    private readonly Action<string>? notice;
    private bool done;
    private bool spoiled;

    private ClassifyWork(ClassifyOptions options, WorkFolder work, Action<string>? notice)
    {
        this.options = options;
        this.work = work;
        this.notice = notice;
        shard = work.OpenShard(options.Shard?.Index ?? 0);
    }

    /// <summary>Begins the work on a map, or goes on with what was begun.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="key">What the map's bytes depend on.</param>
    /// <param name="plan">Makes the plan, where the work begins here.</param>
    /// <param name="notice">Told where the work goes on.</param>
    /// <returns>The work.</returns>
    /// <exception cref="SegmentDataException">The work was begun otherwise.</exception>
    /// <exception cref="SegmentOutputException">The folder cannot be written to, or another process is at work in it.</exception>
    public static ClassifyWork Begin(
        ClassifyOptions options,
        IReadOnlyDictionary<string, string> key,
        Func<StorePlan> plan,
        Action<string>? notice
    )
    {
        if (options.Restart)
        {
            WorkFolder.Remove(options.OutPath);
        }

        var folder = WorkFolder.Begin(options.OutPath, key, plan);
        var begun = new ClassifyWork(options, folder, notice);
        if (begun.shard.NextRow > begun.shard.FirstRow)
        {
            notice?.Invoke(
                $"Going on at row {begun.shard.NextRow} of {begun.shard.EndRow}: the rows before it lie in {folder.Folder}."
            );
        }

        return begun;
    }

    /// <summary>Gets the tiles: those of the run that began the work.</summary>
    /// <param name="planned">Those of this run.</param>
    /// <returns>The tiles.</returns>
    public TilePlan Tiles(TilePlan planned) =>
        planned.Again(work.Plan.Padding, work.Plan.BandRows, work.Plan.CoreWidth);

    /// <summary>Makes the rows; then the map, unless it is made of several shards.</summary>
    /// <param name="makeRows">Makes the rows that are not finished.</param>
    /// <param name="assemble">Makes the finished map.</param>
    /// <returns>The pixels of each class index in the rows, 256 long.</returns>
    public IReadOnlyList<long> Complete(Action<StoreShard> makeRows, Action<MapStore> assemble)
    {
        try
        {
            if (!shard.IsSealed)
            {
                makeRows(shard);
                CheckUnchanged();
                shard.Seal();
            }

            if (options.Shard is null)
            {
                assemble(new MapStore(work.Plan, [shard]));
            }

            done = true;
            return shard.Counts;
        }
        catch (SegmentDataException)
        {
            // Where the scene went away or was changed, that is the cause of whatever else went wrong.
            spoiled = SceneFiles.All(File.Exists);
            CheckUnchanged();
            throw;
        }
    }

    /// <summary>Removes the work folder when the map is whole, or where an input's fault spoiled the rows. What a stop, a
    /// full disk or a lack of memory interrupted is kept, if there is any of it.</summary>
    public void Dispose()
    {
        var (rows, end) = (shard.NextRow - shard.FirstRow, shard.EndRow - shard.FirstRow);
        shard.Dispose();
        if (options.Shard is not null)
        {
            if (spoiled)
            {
                work.RemoveShard(options.Shard.Index);
            }
        }
        else if (done || spoiled || rows == 0)
        {
            WorkFolder.Remove(options.OutPath);
        }

        if (!done && !spoiled && rows > 0)
        {
            notice?.Invoke($"{rows} of {end} rows are kept in {work.Folder}: the same command goes on from there.");
        }
    }

    private IEnumerable<string> SceneFiles =>
        work
            .Plan.Key.Keys.Where(key => key.StartsWith(FilePrefix, StringComparison.Ordinal))
            .Select(key => key[FilePrefix.Length..]);

    private void CheckUnchanged()
    {
        var gone = SceneFiles.Where(file => !File.Exists(file)).ToList();
        if (gone.Count > 0)
        {
            throw new SegmentTransientException(
                $"The scene went away while it was classified: {string.Join(", ", gone)}. Put it back, or wait until its disk is "
                    + "there again, and give the same command again."
            );
        }

        using var scene = RasterSource.Open(options.ScenePath);
        var now = SceneIdentity.Of(scene);
        var changed = SceneFiles
            .Where(file => now.GetValueOrDefault(FilePrefix + file) != work.Plan.Key[FilePrefix + file])
            .ToList();
        if (changed.Count > 0)
        {
            throw new SegmentDataException(
                $"The scene was changed while it was classified: {string.Join(", ", changed)}. Some rows of the map may show "
                    + "what stood there before, so there is no map. Wait until nothing writes to the scene, and give the same "
                    + "command again."
            );
        }
    }
}
