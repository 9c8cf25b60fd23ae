using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Labels;
using Segment.Raster.Maps;

namespace Segment.Review.Comparing;

/// <summary>A map, or the reference, while it is read.</summary>
internal sealed class ComparedMap : IDisposable
{
    private readonly ClassMap? map;
    private readonly LabelSource? labels;
    private byte[] table = [];

    private ComparedMap(string path, string title, ClassMap? map, LabelSource? labels)
    {
        (Path, Title, this.map, this.labels) = (path, title, map, labels);
        Note = map?.TextItem("SEGMENT_PACKAGE") is { } package
            ? $"{package} {map.TextItem("SEGMENT_PACKAGE_VERSION")}".TrimEnd()
            : "";
    }

    /// <summary>Gets the path as it was given.</summary>
    public string Path { get; }

    /// <summary>Gets what it is called.</summary>
    public string Title { get; }

    /// <summary>Gets what made it, where the file tells.</summary>
    public string Note { get; }

    /// <summary>Gets whether it is the reference.</summary>
    public bool IsReference => labels is not null;

    /// <summary>Gets whether it lies on another grid than it is read on.</summary>
    public bool IsResampled => map is { IsResampled: true };

    /// <summary>Gets the grid that it is read on; null for the reference.</summary>
    public GridGeometry? Grid => map?.Grid;

    /// <summary>Gets its own classes.</summary>
    public IReadOnlyList<LandCoverClass> Classes => map?.Classes ?? labels!.Classes;

    /// <summary>Gets the pixels of each common class so far.</summary>
    public long[] Counts { get; } = new long[256];

    /// <summary>Opens a map.</summary>
    /// <param name="path">The file.</param>
    /// <param name="title">What to call it.</param>
    /// <param name="grid">The grid to read it on; null for its own.</param>
    /// <returns>The map.</returns>
    /// <exception cref="SegmentDataException">It is no map.</exception>
    public static ComparedMap Open(string path, string title, GridGeometry? grid) =>
        new(path, title, grid is null ? ClassMap.Open(path) : ClassMap.Open(path, grid), null);

    /// <summary>Opens the reference.</summary>
    /// <param name="path">Polygons or a classified raster.</param>
    /// <param name="options">What to read from it.</param>
    /// <param name="grid">The grid to read it on.</param>
    /// <param name="notice">Told what the user should know.</param>
    /// <returns>The reference.</returns>
    /// <exception cref="SegmentDataException">It cannot be read, or does not lie on the grid.</exception>
    public static ComparedMap OpenReference(
        string path,
        LabelOptions options,
        GridGeometry grid,
        Action<string>? notice
    ) => new(path, "Reference", null, LabelSource.Open(path, options, grid, notice));

    /// <summary>Sets which common class each of its own is.</summary>
    /// <param name="common">256 entries.</param>
    public void Use(byte[] common) => table = common;

    /// <summary>Reads and counts a window.</summary>
    /// <param name="window">The window.</param>
    /// <param name="classes">Filled with common classes, (H, W); 255 where there is none.</param>
    public void Read(PixelWindow window, Span<byte> classes)
    {
        if (map is not null)
        {
            map.Read(window, classes);
        }
        else
        {
            labels!.Read(window, classes);
        }

        for (var i = 0; i < classes.Length; i++)
        {
            var c = table[classes[i]];
            classes[i] = c;
            Counts[c]++;
        }
    }

    /// <summary>Counts the map in its own pixels, where it is read on another grid.</summary>
    /// <param name="token">Stops the work.</param>
    /// <returns>Pixels of each common class, and the map's own grid.</returns>
    public (long[] Counts, GridGeometry Grid) CountOwn(CancellationToken token)
    {
        using var own = new ComparedMap(Path, Title, ClassMap.Open(Path), null);
        own.Use(table);
        var rows = Math.Clamp((1 << 22) / own.Grid!.Width, 1, own.Grid.Height);
        var classes = new byte[rows * own.Grid.Width];
        for (var row = 0; row < own.Grid.Height; row += rows)
        {
            token.ThrowIfCancellationRequested();
            var window = new PixelWindow(row, 0, rows, own.Grid.Width).Intersect(own.Grid.Extent);
            own.Read(window, classes.AsSpan(0, (int)window.Area));
        }

        return (own.Counts, own.Grid);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        map?.Dispose();
        labels?.Dispose();
    }
}
