using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.Review.Comparing;

/// <summary>The maps and the reference of a comparison, opened on one grid.</summary>
internal sealed class ComparedLayers : IDisposable
{
    private readonly List<ComparedMap> maps = [];

    private ComparedLayers() { }

    /// <summary>Gets the maps, then the reference.</summary>
    public IReadOnlyList<ComparedMap> All => maps;

    /// <summary>Gets the grid.</summary>
    public GridGeometry Grid => maps[0].Grid!;

    /// <summary>Gets how many of them are maps.</summary>
    public int MapCount => maps.Count(m => !m.IsReference);

    /// <summary>Opens them.</summary>
    /// <param name="options">Which.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The layers.</returns>
    /// <exception cref="SegmentDataException">One cannot be read, or lies elsewhere.</exception>
    public static ComparedLayers Open(ComparisonOptions options, Action<string>? notice)
    {
        var opened = new ComparedLayers();
        try
        {
            var titles = Titles(options);
            for (var i = 0; i < options.Maps.Count; i++)
            {
                opened.Add(options.Maps[i], titles[i], notice);
            }

            if (options.Reference is { } reference)
            {
                opened.maps.Add(ComparedMap.OpenReference(reference, options.ReferenceOptions, opened.Grid, notice));
            }

            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => maps.ForEach(m => m.Dispose());

    private void Add(string path, string title, Action<string>? notice)
    {
        var map = ComparedMap.Open(path, title, maps.Count == 0 ? null : Grid);
        maps.Add(map);
        if (map.IsResampled)
        {
            notice?.Invoke(
                $"{path} lies on another grid than {maps[0].Path}: it is drawn there by its nearest pixels. Its areas are counted in its own."
            );
        }
        else if ((map.Grid!.Height, map.Grid.Width) != (Grid.Height, Grid.Width))
        {
            throw new SegmentDataException(
                $"{path} has {map.Grid.Width} × {map.Grid.Height} px and {maps[0].Path} has {Grid.Width} × {Grid.Height} px, and "
                    + "they cannot be laid over each other: one of them has no georeference or is rotated. Give maps of one scene, or bring them on a north-up grid with gdalwarp."
            );
        }
    }

    private static IReadOnlyList<string> Titles(ComparisonOptions options)
    {
        if (options.Titles.Count > 0)
        {
            return options.Titles;
        }

        var names = options.Maps.Select(m => Path.GetFileNameWithoutExtension(m)).ToList();
        return
        [
            .. options.Maps.Select(
                (path, i) =>
                    names.Count(n => n == names[i]) == 1
                        ? names[i]
                        : $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))}/{names[i]}"
            ),
        ];
    }
}
