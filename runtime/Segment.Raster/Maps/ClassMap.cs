using System.Buffers;
using Segment.PackageFormat;
using Segment.Raster.Interop;
using Segment.Raster.Labels;
using Segment.Raster.Scenes;

namespace Segment.Raster.Maps;

/// <summary>A land-cover map (or any raster of class values) that is read back as class indices.</summary>
/// <remarks>One thread at a time may use it.</remarks>
public sealed class ClassMap : IDisposable
{
    /// <summary>The greatest class value.</summary>
    internal const int MaxValue = 65534;

    private const int MostClasses = 254;
    private static readonly int[] OnlyBand = [0];

    private readonly RasterSource source;
    private readonly RasterSource? pixels;
    private readonly SceneView? view;
    private readonly HashSet<int> unclassified = [];
    private readonly byte[] indexOfValue = new byte[MaxValue + 1];

    private ClassMap(RasterSource source, SceneView? view = null)
    {
        this.source = source;
        this.view = view;
        if (source.Bands.Count != 1)
        {
            throw new SegmentDataException(
                $"'{Path}' has {source.Bands.Count} bands; a map of classes has one. Give a classified raster."
            );
        }

        Classes = ReadClasses();
        Array.Fill(indexOfValue, MapWriter.NoDataIndex);
        for (var index = 0; index < Classes.Count; index++)
        {
            indexOfValue[Classes[index].Value] = (byte)index;
        }

        pixels = view is null ? null : RasterSource.Open(view.Path);
    }

    /// <summary>Gets the path as it was given.</summary>
    public string Path => source.Path;

    /// <summary>Gets the map's grid.</summary>
    public GridGeometry Grid => Pixels.Grid;

    /// <summary>Gets whether the map is looked at on another grid than its own, each pixel being the nearest one of the file.</summary>
    public bool IsResampled => view is not null;

    /// <summary>Gets the classes, sorted by value; the position is the class index.</summary>
    public IReadOnlyList<LandCoverClass> Classes { get; }

    /// <summary>Opens a map. Names and colours come from its attribute table, else from its category names and colour
    /// table (a value named <c>Unclassified</c>, <c>NoData</c> or the like is no class but NoData); a raster that has none is read through once to find its values, which then are their own names.</summary>
    /// <param name="path">A raster with one band of whole numbers, of any type.</param>
    /// <returns>The map.</returns>
    /// <exception cref="SegmentDataException">It is no such raster, or has more than 254 classes.</exception>
    /// <exception cref="SegmentEnvironmentException">GDAL is missing or too old.</exception>
    public static ClassMap Open(string path)
    {
        var opened = RasterSource.Open(path);
        try
        {
            return new ClassMap(opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Opens a map to be looked at on the grid of another one.</summary>
    /// <param name="path">A raster with one band of whole numbers, of any type.</param>
    /// <param name="grid">The grid.</param>
    /// <returns>The map, by its nearest pixels where it lies on another grid; on its own grid where one of the two has no place.</returns>
    /// <exception cref="SegmentDataException">It is no such raster, has more than 254 classes, or cannot be brought on the grid.</exception>
    public static ClassMap Open(string path, GridGeometry grid)
    {
        // Cells beyond the map hold no class: they get a value that is none.
        int? emptyValue;
        using (var own = Open(path))
        {
            emptyValue = own.source.Bands[0].NoData is null ? own.FreeValue() : null;
        }

        var resampled = SceneView.Open(path, grid, emptyValue);
        if (resampled.Path == path)
        {
            resampled.Dispose();
            return Open(path);
        }

        var opened = RasterSource.Open(path);
        try
        {
            return new ClassMap(opened, resampled);
        }
        catch
        {
            opened.Dispose();
            resampled.Dispose();
            throw;
        }
    }

    /// <summary>Gets an item of text that the file carries.</summary>
    /// <param name="key">Its name, such as <c>SEGMENT_PACKAGE</c>.</param>
    /// <returns>The text; null where the file has no such item.</returns>
    public string? TextItem(string key) => source.TextItem(key);

    /// <summary>Reads a window of class indices.</summary>
    /// <param name="window">Rows and columns, all inside the map.</param>
    /// <param name="classIndex">Filled with (H, W); 255 where the map holds NoData. Exactly that long.</param>
    /// <exception cref="SegmentDataException">The file cannot be read there, or holds a value that is none of its classes.</exception>
    /// <exception cref="ArgumentException">The window leaves the map, or the length is wrong.</exception>
    public void Read(PixelWindow window, Span<byte> classIndex)
    {
        if (classIndex.Length != window.Area)
        {
            throw new ArgumentException($"{classIndex.Length} bytes do not hold {window}.", nameof(classIndex));
        }

        ReadScaled(window, window.Height, window.Width, classIndex);
    }

    /// <summary>Draws the map in its classes' colours; NoData is white.</summary>
    /// <param name="maxSide">The longer side of the picture at most, in pixels; a smaller map is drawn at its own size.</param>
    /// <returns>The picture: each pixel is the nearest one of the map.</returns>
    /// <exception cref="SegmentDataException">The file cannot be read, or holds a value that is none of its classes.</exception>
    public Picture Render(int maxSide)
    {
        var (height, width) = Picture.Fit(Grid, maxSide);
        var classIndex = new byte[height * width];
        ReadScaled(Grid.Extent, height, width, classIndex);
        var rgb = new byte[classIndex.Length * 3];
        Array.Fill(rgb, byte.MaxValue);
        for (var i = 0; i < classIndex.Length; i++)
        {
            if (classIndex[i] != MapWriter.NoDataIndex)
            {
                var color = Classes[classIndex[i]].Color;
                (rgb[3 * i], rgb[(3 * i) + 1], rgb[(3 * i) + 2]) = (color.Red, color.Green, color.Blue);
            }
        }

        return new Picture(height, width, rgb);
    }

    /// <summary>Reads what the file says about itself.</summary>
    /// <param name="key">Such as <c>SEGMENT_PACKAGE</c>.</param>
    /// <returns>The value; null where the file has no such key.</returns>
    public string? Metadata(string key) => GdalApi.Text(GdalApi.GDALGetMetadataItem(source.Dataset, key, null));

    /// <inheritdoc/>
    public void Dispose()
    {
        source.Dispose();
        pixels?.Dispose();
        view?.Dispose();
    }

    private int FreeValue() =>
        Enumerable
            .Range(0, byte.MaxValue + 1)
            .Last(value => !unclassified.Contains(value) && !Classes.Any(c => c.Value == value));

    private RasterSource Pixels => pixels ?? source;

    private void ReadScaled(PixelWindow window, int height, int width, Span<byte> classIndex)
    {
        var values = ArrayPool<float>.Shared.Rent(classIndex.Length);
        try
        {
            // Every class value is a float exactly, and the reader has settled what is NoData.
            Pixels.ReadScaled(window, height, width, OnlyBand, values.AsSpan(0, classIndex.Length));
            for (var i = 0; i < classIndex.Length; i++)
            {
                classIndex[i] = float.IsNaN(values[i]) ? MapWriter.NoDataIndex : Index(values[i]);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    private byte Index(float value)
    {
        var index = IsClassValue(value) ? indexOfValue[(int)value] : MapWriter.NoDataIndex;
        return index != MapWriter.NoDataIndex || unclassified.Contains((int)value)
            ? index
            : throw new SegmentDataException(
                $"'{Path}' holds the value {value}, which is none of its classes "
                    + $"({string.Join(", ", Classes.Select(c => $"{c.Value} {c.Name}"))}). "
                    + "Name it in the raster's attribute table, or set it as the NoData value: gdal_edit.py -a_nodata"
            );
    }

    private LandCoverClass[] ReadClasses()
    {
        var table = RasterClassTable.Read(source.Dataset);
        if (!table.HasNames)
        {
            return [.. FindValues().Select(table.Class)];
        }

        // Values named "Unclassified" and the like are in the map what NoData is.
        var noData = source.Bands[0].NoData;
        unclassified.UnionWith(table.Values.Where(value => !table.Lists(value)));
        var values = table.Values.Where(value =>
            table.Lists(value) && value is >= 0 and <= MaxValue && value != noData
        );
        var classes = values.Order().Select(table.Class).ToArray();
        return classes.Length <= MostClasses ? classes : throw TooMany(classes.Length);
    }

    private List<int> FindValues()
    {
        var seen = new bool[MaxValue + 1];
        var rows = Math.Clamp((1 << 20) / source.Width, 1, source.Height);
        var values = new float[rows * source.Width];
        for (var row = 0; row < source.Height; row += rows)
        {
            var window = new PixelWindow(row, 0, rows, source.Width).Intersect(Grid.Extent);
            var part = values.AsSpan(0, (int)window.Area);
            source.Read(window, OnlyBand, part);
            Mark(part, seen);
        }

        var found = Enumerable.Range(0, seen.Length).Where(value => seen[value]).ToList();
        return found.Count switch
        {
            0 => throw new SegmentDataException($"'{Path}' holds no class: all its pixels are NoData."),
            <= MostClasses => found,
            _ => throw TooMany(found.Count),
        };
    }

    private void Mark(ReadOnlySpan<float> values, bool[] seen)
    {
        foreach (var value in values)
        {
            if (IsClassValue(value))
            {
                seen[(int)value] = true;
            }
            else if (!float.IsNaN(value))
            {
                throw new SegmentDataException(
                    $"'{Path}' holds the value {value}, which is no class value (a whole number from 0 to {MaxValue}). "
                        + "Give a classified raster."
                );
            }
        }
    }

    private static bool IsClassValue(float value) => value is >= 0 and <= MaxValue && MathF.Floor(value) == value;

    private SegmentDataException TooMany(int count) =>
        new(
            $"'{Path}' has {count} classes; at most {MostClasses} are possible. Give a classified raster, not an image."
        );
}
