namespace Segment.Raster.Chips.Export;

/// <summary>Goes over the tiles of a scene, row by row. Memory is that of one strip of labels.</summary>
/// <param name="plan">What is cut.</param>
/// <param name="scene">The scene.</param>
/// <param name="maker">Decides about each tile.</param>
/// <param name="progress">Told the share of the scene that is done, 0–1, after each row of tiles.</param>
internal sealed class TileJobs(ChipPlan plan, ExportScene scene, JobMaker maker, Action<double>? progress)
{
    private const int LabelPixelsAtOnce = 1 << 22;

    private byte[] strip = [];

    /// <summary>Lists the chips of the scene, in the order of their numbers.</summary>
    /// <param name="token">Stops the work.</param>
    /// <returns>The chips.</returns>
    public IEnumerable<ChipJob> All(CancellationToken token)
    {
        var rows = TileGrid.Starts(scene.Extent.Height, plan.TileHeight, plan.StrideY);
        var columns = TileGrid.Starts(scene.Extent.Width, plan.TileWidth, plan.StrideX);
        foreach (var (index, row) in rows.Index())
        {
            foreach (var group in Groups(columns))
            {
                token.ThrowIfCancellationRequested();
                var window = new PixelWindow(row, group[0], plan.TileHeight, group[^1] + plan.TileWidth - group[0]);
                Read(window);
                foreach (var job in group.SelectMany(column => At(column, window)))
                {
                    yield return job;
                }
            }

            progress?.Invoke((index + 1.0) / rows.Count);
        }
    }

    private IEnumerable<ChipJob> At(int column, PixelWindow window)
    {
        var tile = new PixelWindow(window.Row, column, plan.TileHeight, plan.TileWidth);
        if (maker.Straight(tile, strip.AsSpan(column - window.Column), window.Width) is not { } straight)
        {
            yield break;
        }

        yield return straight;
        foreach (var turned in plan.Angles.Select(angle => maker.Turned(tile, angle)).OfType<ChipJob>())
        {
            yield return turned;
        }
    }

    // Tiles whose labels are read at once: a whole row of tiles, or as much of it as keeps memory in bounds.
    private IEnumerable<int[]> Groups(IReadOnlyList<int> columns)
    {
        var group = new List<int>();
        foreach (var column in columns)
        {
            if (group.Count > 0 && (column + plan.TileWidth - group[0]) * (long)plan.TileHeight > LabelPixelsAtOnce)
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

        scene.ReadLabels(window, strip.AsSpan(0, (int)window.Area));
    }
}
