namespace Segment.Raster.Chips;

/// <summary>What to cut into chips, and how.</summary>
public sealed record ChipExportOptions
{
    /// <summary>Gets the path of the scene: any raster that GDAL reads.</summary>
    public required string Scene { get; init; }

    /// <summary>Gets the path of the labels: any vector file that GDAL reads, or a classified raster.</summary>
    public required string Labels { get; init; }

    /// <summary>Gets the layer of a vector file; null takes the only one.</summary>
    public string? Layer { get; init; }

    /// <summary>Gets the field that holds the class of each feature; see
    /// <see cref="Segment.Raster.Labels.LabelOptions"/>.</summary>
    public string? ClassValueField { get; init; }

    /// <summary>Gets the folder to write. It must not exist, or be empty, or be a chips folder, which is
    /// replaced.</summary>
    public required string OutFolder { get; init; }

    /// <summary>Gets the side of a chip, in pixels, 8–4096.</summary>
    public int TileSize { get; init; } = 64;

    /// <summary>Gets the step from chip to chip, in pixels, 1–<see cref="TileSize"/>.</summary>
    public int Stride { get; init; } = 32;

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        foreach (
            var (option, value) in new[] { ("--scene", Scene), ("--labels", Labels), ("--out", OutFolder) }.Where(o =>
                string.IsNullOrWhiteSpace(o.Item2)
            )
        )
        {
            yield return $"{option} is empty ('{value}'): give a path.";
        }

        if (TileSize is < 8 or > 4096)
        {
            yield return $"--tile-size is {TileSize}: give 8 to 4096 pixels.";
        }

        if (Stride < 1 || Stride > TileSize)
        {
            yield return $"--stride is {Stride}: give 1 to {TileSize} pixels (the tile size), so that chips leave no gaps.";
        }
    }
}
