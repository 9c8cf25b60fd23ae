using Segment.PackageFormat;
using Segment.Pages;

namespace Segment.Review.Comparing;

/// <summary>Lays maps side by side over their scene, in a page that opens from the file system.</summary>
public static class MapComparison
{
    /// <summary>The page's name in its folder.</summary>
    public const string PageName = "compare.html";

    /// <summary>The name of the folder with the parts of large rasters, beside the page.</summary>
    public const string TilesName = "compare_tiles";

    /// <summary>Reads the maps, the scene and the reference once, and writes the page.</summary>
    /// <param name="options">What to compare.</param>
    /// <param name="folder">Where to; made if need be. An earlier comparison there is replaced.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="progress">Told how much is done, 0–1.</param>
    /// <param name="token">Stops the work.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="SegmentDataException">The options are not usable, or a file cannot be read or lies elsewhere.</exception>
    /// <exception cref="SegmentOutputException">The page cannot be written.</exception>
    public static ComparisonResult Write(
        ComparisonOptions options,
        string folder,
        Action<string>? notice = null,
        IProgress<double>? progress = null,
        CancellationToken token = default
    )
    {
        var problems = string.Join(Environment.NewLine, options.Problems());
        if (problems.Length > 0)
        {
            throw new SegmentDataException(problems);
        }

        using var layers = ComparedLayers.Open(options, notice);
        using var scene = new SceneLayers(options, layers.All[0].Path, layers.Grid, notice);
        using var place = new ComparisonFolder(folder);
        var store = new TileStore(
            place.PartialTiles,
            TilePyramid.Levels(layers.Grid.Height, layers.Grid.Width),
            options.EmbeddedBytes
        );
        var data = new ComparisonPass(layers, scene, store, notice).Run(progress, token);
        data = data with { Title = Title(options, data) };
        return place.Publish(
            data,
            store.Files > 0,
            stream =>
                AppPage.Write(
                    stream,
                    data.Title,
                    "Segment",
                    "compare",
                    PageData.Of("comparison", data),
                    PageData.Of("tiles", store.Embedded)
                )
        );
    }

    private static string Title(ComparisonOptions options, ComparisonData data)
    {
        var scene = Path.GetFileNameWithoutExtension(options.Scene);
        var maps = data.Maps.Count(m => !m.IsReference);
        return maps == 1 ? $"{data.Maps[0].Title} over {scene}" : $"{maps} maps of {scene}";
    }
}
