using Segment.PackageFormat;

namespace Segment.Raster.Maps;

/// <summary>A land-cover map (or any raster of class values) that is read back as class indices.</summary>
/// <remarks>One thread at a time may use it.</remarks>
public sealed class ClassMap : IDisposable
{
    private ClassMap() { }

    /// <summary>Gets the path as it was given.</summary>
    public string Path => throw new NotSupportedException();

    /// <summary>Gets the map's grid.</summary>
    public GridGeometry Grid => throw new NotSupportedException();

    /// <summary>Gets the classes, sorted by value; the position is the class index.</summary>
    public IReadOnlyList<LandCoverClass> Classes => throw new NotSupportedException();

    /// <summary>Opens a map. Names and colours come from its attribute table, else from its category names and colour
    /// table; a raster that has none is read through once to find its values, which then are their own names.</summary>
    /// <param name="path">A raster with one integer band.</param>
    /// <returns>The map.</returns>
    /// <exception cref="SegmentDataException">It is no such raster, or has more than 254 classes.</exception>
    public static ClassMap Open(string path) => throw new NotSupportedException();

    /// <summary>Reads a window of class indices.</summary>
    /// <param name="window">Rows and columns, all inside the map.</param>
    /// <param name="classIndex">Filled with (H, W); 255 where the map holds NoData.</param>
    /// <exception cref="SegmentDataException">The file cannot be read there, or holds a value that is none of its classes.</exception>
    public void Read(PixelWindow window, Span<byte> classIndex) => throw new NotSupportedException();

    /// <summary>Draws the map in its classes' colours; NoData is white.</summary>
    /// <param name="maxSide">The longer side of the picture at most, in pixels; a smaller map is drawn at its own size.</param>
    /// <returns>The picture.</returns>
    public Picture Render(int maxSide) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
