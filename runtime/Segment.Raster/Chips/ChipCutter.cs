using Segment.Raster.Labels;

namespace Segment.Raster.Chips;

/// <summary>Goes over the tiles of a scene, row by row, and writes those that hold a labelled pixel and data. Memory
/// is that of one strip of labels and one chip.</summary>
/// <param name="options">Tile size and stride.</param>
/// <param name="scene">The scene.</param>
/// <param name="labels">The labels.</param>
/// <param name="files">Where chips are written.</param>
/// <param name="statistics">What is counted.</param>
internal sealed class ChipCutter(
    ChipExportOptions options,
    ChipSamples scene,
    LabelSource labels,
    ChipFiles files,
    ChipStatistics statistics
)
{
    private const int LabelPixelsAtOnce = 1 << 22;

    private readonly int tile = options.TileSize;
    private readonly float[] samples = new float[scene.Bands.Count * options.TileSize * options.TileSize];
    private readonly long[] counts = new long[LabelSource.Ignore + 1];
    private readonly long[] scenePixels = new long[labels.Classes.Count];
    private byte[] strip = [];

    /// <summary>Gets the names of the chips written.</summary>
    public IList<string> Names { get; } = [];

    /// <summary>Gets labelled pixels of the scene by class index; each counts once.</summary>
    public IReadOnlyList<long> ScenePixels => scenePixels;

    /// <summary>Gets the tiles that were left out because no pixel has a label.</summary>
    public int WithoutLabel { get; private set; }

    /// <summary>Gets the tiles that were left out because no sample holds data.</summary>
    public int WithoutData { get; private set; }

    /// <summary>Cuts all tiles.</summary>
    /// <param name="progress">Told the share that is done, 0–1, after each row of tiles.</param>
    /// <param name="token">Stops the work.</param>
    public void Run(IProgress<double>? progress, CancellationToken token)
    {
        var rows = TileGrid.Starts(scene.Grid.Height, tile, options.Stride);
        var columns = TileGrid.Starts(scene.Grid.Width, tile, options.Stride);
        var newRow = 0;
        foreach (var (index, row) in rows.Index())
        {
            var newColumn = 0;
            foreach (var group in Groups(columns))
            {
                token.ThrowIfCancellationRequested();
                var window = new PixelWindow(row, group[0], tile, group[^1] + tile - group[0]);
                Read(window);
                foreach (var column in group)
                {
                    var place = new PixelWindow(row, column, tile, tile);
                    var unseen = new PixelWindow(newRow, newColumn, row + tile - newRow, column + tile - newColumn);
                    CountScene(unseen, window);
                    Cut(place, strip.AsSpan(column - window.Column), window.Width);
                    newColumn = column + tile;
                }
            }

            newRow = row + tile;
            progress?.Report((index + 1.0) / rows.Count);
        }
    }

    // Tiles whose labels are read at once: a whole row of tiles, or as much of it as keeps memory in bounds.
    private IEnumerable<int[]> Groups(IReadOnlyList<int> columns)
    {
        var group = new List<int>();
        foreach (var column in columns)
        {
            if (group.Count > 0 && (column + tile - group[0]) * (long)tile > LabelPixelsAtOnce)
            {
                yield return [.. group];
                group.Clear();
            }

            group.Add(column);
        }

        yield return [.. group];
    }

    private void Read(PixelWindow window)
    {
        if (strip.Length < window.Area)
        {
            strip = new byte[window.Area];
        }

        labels.Read(window, strip.AsSpan(0, (int)window.Area));
    }

    private void CountScene(PixelWindow unseen, PixelWindow window)
    {
        for (var row = unseen.Row; row < unseen.EndRow; row++)
        {
            var start = ((row - window.Row) * window.Width) + unseen.Column - window.Column;
            foreach (var index in strip.AsSpan(start, unseen.Width))
            {
                if (index != LabelSource.Ignore)
                {
                    scenePixels[index]++;
                }
            }
        }
    }

    private void Cut(PixelWindow place, ReadOnlySpan<byte> label, int stride)
    {
        Array.Clear(counts);
        for (var row = 0; row < tile; row++)
        {
            foreach (var index in label.Slice(row * stride, tile))
            {
                counts[index]++;
            }
        }

        if (counts[LabelSource.Ignore] == place.Area)
        {
            WithoutLabel++;
            return;
        }

        scene.Read(place, samples);
        if (!Array.Exists(samples, float.IsFinite))
        {
            WithoutData++;
            return;
        }

        var name = ChipLayout.ChipName(Names.Count);
        files.Write(name, place, label, stride);
        statistics.AddLabels(counts.AsSpan(0, labels.Classes.Count));
        statistics.AddSamples(samples);
        Names.Add(name);
    }
}
