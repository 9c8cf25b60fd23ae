using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.Review.Comparing;

/// <summary>The one pass over all rasters: a strip of tiles at a time is read, counted and cut.</summary>
internal sealed class ComparisonPass
{
    private readonly ComparedLayers layers;
    private readonly SceneLayers scene;
    private readonly TileStore store;
    private readonly CommonClasses classes;
    private readonly PairCounter[] pairs;
    private readonly DisagreementCounter? disagreement;
    private readonly byte[][] mapRows;
    private readonly byte[][] sceneRows;
    private readonly byte[] disagreementRows;
    private readonly List<(TilePyramid Pyramid, byte[] Rows)> pyramids = [];

    /// <summary>Prepares the pass.</summary>
    /// <param name="layers">The maps.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="store">Where tiles go.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <exception cref="SegmentDataException">The maps have too many classes together.</exception>
    public ComparisonPass(ComparedLayers layers, SceneLayers scene, TileStore store, Action<string>? notice)
    {
        (this.layers, this.scene, this.store) = (layers, scene, store);
        classes = new CommonClasses([.. layers.All.Select(m => (m.Path, m.Classes))], notice);
        foreach (var (i, map) in layers.All.Index())
        {
            map.Use(classes.TableOf(i));
        }

        pairs = PairCounter.All(layers.All.Count, classes.All.Count);
        disagreement = layers.MapCount > 1 ? new DisagreementCounter(layers.MapCount) : null;
        var most = Math.Min(TileStore.Size, layers.Grid.Height) * layers.Grid.Width;
        mapRows = [.. layers.All.Select(_ => new byte[most])];
        sceneRows = [.. Enumerable.Range(0, scene.Count).Select(_ => new byte[most])];
        disagreementRows = disagreement is null ? [] : new byte[most];
        for (var i = 0; i < mapRows.Length; i++)
        {
            AddPyramid($"m{i}", TileReduction.Commonest, mapRows[i]);
        }

        for (var i = 0; i < sceneRows.Length; i++)
        {
            AddPyramid($"s{i}", TileReduction.Mean, sceneRows[i]);
        }

        if (disagreement is not null)
        {
            AddPyramid("d", TileReduction.Mean, disagreementRows);
        }
    }

    /// <summary>Goes through all rows.</summary>
    /// <param name="progress">Told how much is done, 0–1.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What was found.</returns>
    public ComparisonData Run(IProgress<double>? progress, CancellationToken token)
    {
        var grid = layers.Grid;
        for (var row = 0; row < grid.Height; row += TileStore.Size)
        {
            token.ThrowIfCancellationRequested();
            var window = new PixelWindow(row, 0, TileStore.Size, grid.Width).Intersect(grid.Extent);
            All(Readers(window));
            All(Counters((int)window.Area));
            progress?.Report((double)(row + window.Height) / grid.Height);
        }

        return new ComparisonData(
            "",
            Describe(grid),
            [.. classes.All.Select(c => new ComparedClass(c.Name, c.Value, c.Color.ToString()))],
            [.. layers.All.Select((map, i) => Describe(map, i, token))],
            scene.Result(layers.All[0].Path),
            disagreement is null ? null : new Disagreement("d", disagreement.Counts),
            [.. pairs.Select(p => p.Result())],
            new TileLayout(
                TileStore.Size,
                TilePyramid.Levels(grid.Height, grid.Width),
                store.EmbeddedFrom,
                MapComparison.TilesName
            )
        );
    }

    private IEnumerable<Action> Readers(PixelWindow window)
    {
        var pixels = (int)window.Area;
        yield return () => scene.Read(window, sceneRows);
        for (var i = 0; i < mapRows.Length; i++)
        {
            var (map, rows) = (layers.All[i], mapRows[i]);
            yield return () => map.Read(window, rows.AsSpan(0, pixels));
        }
    }

    private IEnumerable<Action> Counters(int pixels)
    {
        if (disagreement is not null)
        {
            var maps = mapRows[..layers.MapCount];
            yield return () =>
            {
                disagreement.Add(maps, disagreementRows.AsSpan(0, pixels));
                pyramids[^1].Pyramid.Add(disagreementRows.AsSpan(0, pixels));
            };
        }

        foreach (var (pyramid, rows) in disagreement is null ? pyramids : pyramids[..^1])
        {
            yield return () => pyramid.Add(rows.AsSpan(0, pixels));
        }

        foreach (var pair in pairs)
        {
            yield return () => pair.Add(mapRows, pixels);
        }
    }

    // The first error as it is, not a bundle of all.
    private static void All(IEnumerable<Action> work)
    {
        try
        {
            Parallel.ForEach(work, action => action());
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.Flatten().InnerExceptions[0]);
        }
    }

    private void AddPyramid(string id, TileReduction reduction, byte[] rows) =>
        pyramids.Add((new TilePyramid(id, layers.Grid.Height, layers.Grid.Width, reduction, store), rows));

    private ComparedLayer Describe(ComparedMap map, int position, CancellationToken token)
    {
        var (counts, grid) = map.IsResampled ? map.CountOwn(token) : (map.Counts, layers.Grid);
        if (
            counts.AsSpan(0, classes.All.Count).IndexOfAnyExcept(0L) < 0
            || map.Counts.AsSpan(0, classes.All.Count).IndexOfAnyExcept(0L) < 0
        )
        {
            throw new SegmentDataException(
                position == 0
                    ? $"{map.Path} holds no class anywhere: all its pixels are NoData."
                    : $"{map.Path} holds no class where {layers.All[0].Path} lies. Compare maps of the same place."
            );
        }

        return new ComparedLayer(
            $"m{position}",
            map.Title,
            map.Note,
            map.IsReference,
            counts[..classes.All.Count],
            PixelArea.SquareMetres(grid) / PixelArea.Hectare
        );
    }

    private static ComparedGrid Describe(GridGeometry grid) =>
        new(
            grid.Height,
            grid.Width,
            grid.Transform is { } t
                ? [t.OriginX, t.PixelWidth, t.RowRotation, t.OriginY, t.ColumnRotation, t.PixelHeight]
                : null,
            grid.CrsWkt.Length == 0 ? "" : CrsComparison.Name(grid.CrsWkt),
            PixelArea.SquareMetres(grid) is { } area ? Math.Sqrt(area) : null
        );
}
