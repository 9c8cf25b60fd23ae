namespace Segment.TrainingData.Doctor;

/// <summary>What to look at. Anything may be left out; what is given is looked at.</summary>
public sealed record DoctorOptions
{
    /// <summary>Side of a chip where none is given, in pixels: that of <c>segment chips</c>.</summary>
    public const int DefaultTileSize = 64;

    /// <summary>Gets the paths of the scenes: any rasters that GDAL reads. Labels are looked at on the first.</summary>
    public IReadOnlyList<string> Scenes { get; init; } = [];

    /// <summary>Gets the path of the labels: any vector file that GDAL reads, or a classified raster; needs a scene.</summary>
    public string? Labels { get; init; }

    /// <summary>Gets the layer of a vector file; null takes the only one.</summary>
    public string? Layer { get; init; }

    /// <summary>Gets the field that holds the class of each feature; null takes a field named as ArcGIS names it.</summary>
    public string? ClassValueField { get; init; }

    /// <summary>Gets the side of the chips that will be cut, in pixels, 8–4096; null for <see cref="DefaultTileSize"/>.</summary>
    public int? TileSize { get; init; }

    /// <summary>Gets the step from chip to chip, in pixels, from 1; null for half a tile.</summary>
    public int? Stride { get; init; }

    /// <summary>Gets a chips folder.</summary>
    public string? Chips { get; init; }

    /// <summary>Gets the path of a package.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the folder of a finished training, or the package that it ended in.</summary>
    public string? Run { get; init; }

    /// <summary>Gets the tile size and stride that hold.</summary>
    public (int TileSize, int Stride) Tiles =>
        (TileSize ?? DefaultTileSize, Stride ?? Math.Max(1, (TileSize ?? DefaultTileSize) / 2));

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems()
    {
        if (Scenes.Count == 0 && Chips is null && Model is null && Run is null)
        {
            yield return "There is nothing to look at: give --scene with --labels, or --chips, --model or --run.";
        }

        if (Labels is not null && Scenes.Count == 0)
        {
            yield return "--labels is given without --scene: give the scene that the labels lie on.";
        }

        if (TileSize is < 8 or > 4096)
        {
            yield return $"--tile-size is {TileSize}: give 8 to 4096 pixels.";
        }

        if (Stride is < 1 or > 65536)
        {
            yield return $"--stride is {Stride}: give 1 to 65536 pixels.";
        }
    }
}
