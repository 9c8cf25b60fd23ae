using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Maps;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Store;

/// <summary>The work of one run on a map: begins or goes on with the work folder, and removes it in the end.</summary>
internal sealed class ClassifyWork : IDisposable
{
    private readonly ClassifyOptions options;
    private readonly WorkFolder work;
    private readonly StoreShard shard;
    private readonly Action<string>? notice;
    private bool done;
    private bool spoiled;

    private ClassifyWork(ClassifyOptions options, WorkFolder work, TilePlan planned, Action<string>? notice)
    {
        this.options = options;
        this.work = work;
        this.notice = notice;
        Tiles = TilePlan.Exact(
            planned.Height,
            planned.Width,
            planned.Stride,
            work.Plan.Padding,
            work.Plan.BandRows,
            work.Plan.CoreWidth
        );
        shard = work.OpenShard(0);
    }

    /// <summary>Gets the tiles: those of the run that began the work.</summary>
    public TilePlan Tiles { get; }

    /// <summary>Begins the work on a map, or goes on with what was begun.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="key">What the map's bytes depend on.</param>
    /// <param name="planned">The tiles, where the work begins here.</param>
    /// <param name="layers">The layers.</param>
    /// <param name="notice">Told where the work goes on.</param>
    /// <returns>The work.</returns>
    /// <exception cref="SegmentDataException">The work was begun otherwise.</exception>
    /// <exception cref="SegmentOutputException">The folder cannot be written to, or another process is at work in it.</exception>
    public static ClassifyWork Begin(
        ClassifyOptions options,
        IReadOnlyDictionary<string, string> key,
        TilePlan planned,
        IReadOnlyList<MapLayer> layers,
        Action<string>? notice
    )
    {
        if (options.Restart)
        {
            WorkFolder.Remove(options.OutPath);
        }

        var folder = WorkFolder.Begin(options.OutPath, key, () => Plan(planned, layers));
        var begun = new ClassifyWork(options, folder, planned, notice);
        if (begun.shard.NextRow > begun.shard.FirstRow)
        {
            notice?.Invoke(
                $"Going on at row {begun.shard.NextRow} of {begun.shard.EndRow}: the rows before it lie in {folder.Folder}."
            );
        }

        return begun;
    }

    /// <summary>Makes the rows, then the map.</summary>
    /// <param name="makeRows">Makes the rows that are not finished.</param>
    /// <param name="assemble">Makes the finished map.</param>
    /// <returns>The pixels of each class index, 256 long.</returns>
    public IReadOnlyList<long> Complete(Action<StoreShard> makeRows, Action<MapStore> assemble)
    {
        try
        {
            makeRows(shard);
            CheckUnchanged();
            var store = new MapStore(work.Plan, [shard]);
            assemble(store);
            var counts = store.Counts;
            done = true;
            return counts;
        }
        catch (SegmentDataException)
        {
            spoiled = true;
            throw;
        }
    }

    /// <summary>Removes the work folder when the map is whole, or where an input's fault spoiled the rows. What a stop, a
    /// full disk or a lack of memory interrupted is kept, if there is any of it.</summary>
    public void Dispose()
    {
        var (rows, end) = (shard.NextRow - shard.FirstRow, shard.EndRow - shard.FirstRow);
        shard.Dispose();
        if (done || spoiled || rows == 0)
        {
            WorkFolder.Remove(options.OutPath);
        }
        else
        {
            notice?.Invoke($"{rows} of {end} rows are kept in {work.Folder}: the same command goes on from there.");
        }
    }

    private static StorePlan Plan(TilePlan tiles, IReadOnlyList<MapLayer> layers) =>
        new()
        {
            Key = new Dictionary<string, string>(),
            Height = tiles.Height,
            Width = tiles.Width,
            BandRows = tiles.CoreHeight,
            CoreWidth = tiles.CoreWidth,
            Padding = tiles.Padding,
            Layers = [.. layers.Select(layer => layer.Name)],
            Shards = 1,
        };

    private void CheckUnchanged()
    {
        using var scene = RasterSource.Open(options.ScenePath);
        var now = SceneIdentity.Of(scene);
        var changes = work
            .Plan.Key.Where(was => was.Key.StartsWith("the file ", StringComparison.Ordinal))
            .Where(was => now.GetValueOrDefault(was.Key) != was.Value)
            .Select(was => was.Key["the file ".Length..])
            .ToList();
        if (changes.Count > 0)
        {
            throw new SegmentDataException(
                $"The scene was changed while it was classified: {string.Join(", ", changes)}. Some rows of the map may show "
                    + "what stood there before, so there is no map. Wait until nothing writes to the scene, and give the same "
                    + "command again."
            );
        }
    }
}
