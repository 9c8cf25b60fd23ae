using Segment.Raster.Labels;

namespace Segment.TrainingData.Doctor;

/// <summary>What to look at. Anything may be left out; what is given is looked at.</summary>
public sealed record DoctorOptions
{
    /// <summary>Gets the paths of the scenes: any rasters that GDAL reads. Labels are looked at on the first.</summary>
    public IReadOnlyList<string> Scenes { get; init; } = [];

    /// <summary>Gets the path of the labels: any vector file that GDAL reads, or a classified raster; needs a scene.</summary>
    public string? Labels { get; init; }

    /// <summary>Gets what the label reader is told: layer, class field and so on.</summary>
    public LabelOptions LabelOptions { get; init; } = new();

    /// <summary>Gets the side of the chips that will be cut, in pixels, 8–4096; null for what <c>segment chips</c>
    /// would choose from the polygons.</summary>
    public int? TileSize { get; init; }

    /// <summary>Gets the step from chip to chip, in pixels, from 1; null for half a tile.</summary>
    public int? Stride { get; init; }

    /// <summary>Gets the side of the pixels that the scene will be resampled to before it is classified, in map units; null for
    /// its own.</summary>
    public double? CellSize { get; init; }

    /// <summary>Gets the chips folder that remedies write; null for a new one. It is not read.</summary>
    public string? ChipsToWrite { get; init; }

    /// <summary>Gets a chips folder.</summary>
    public string? Chips { get; init; }

    /// <summary>Gets the path of a package.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the folder of a finished training, or the package that it ended in.</summary>
    public string? Run { get; init; }

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

        foreach (var problem in LabelOptions.Problems())
        {
            yield return problem;
        }
    }
}
