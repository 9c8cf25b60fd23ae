using Segment.PackageFormat;

namespace Segment.Raster.Maps;

/// <summary>Writes a land-cover map row by row: a tiled, compressed GeoTIFF with colours and class names.</summary>
/// <remarks>The file is called <c>&lt;path&gt;.partial</c> until <see cref="Complete"/>; disposed before that, nothing
/// is left of it.</remarks>
public sealed class MapWriter : IDisposable
{
    /// <summary>The class index that stands for NoData.</summary>
    public const byte NoDataIndex = 255;

    private MapWriter() { }

    /// <summary>Gets the path the finished map will have.</summary>
    public string Path => throw new NotSupportedException();

    /// <summary>Gets the number that stands for NoData in the file: 255, or 65535 where a class value is above 254.</summary>
    public int NoDataValue => throw new NotSupportedException();

    /// <summary>Starts a map.</summary>
    /// <param name="path">Where the map goes. A file of that name is replaced at <see cref="Complete"/>, not before.</param>
    /// <param name="grid">The map's grid: the scene's.</param>
    /// <param name="classes">The classes; the position is the class index. At most 254, values 0–65534, all different.</param>
    /// <param name="metadata">Text items stored in the file, such as the model's name and checksum.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="SegmentOutputException">The folder is missing or cannot be written to.</exception>
    public static MapWriter Create(
        string path,
        GridGeometry grid,
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyDictionary<string, string> metadata
    ) => throw new NotSupportedException();

    /// <summary>Writes the next rows.</summary>
    /// <param name="firstRow">The first row handed over: the one after the last that was written.</param>
    /// <param name="classIndex">Whole rows of class indices (rows, W); 255 for NoData.</param>
    /// <exception cref="SegmentOutputException">The disk is full or the file cannot be written.</exception>
    /// <exception cref="ArgumentException">Rows are skipped or repeated, or an index is no class.</exception>
    public void Write(int firstRow, ReadOnlySpan<byte> classIndex) => throw new NotSupportedException();

    /// <summary>Closes the map, checks it on the disk and gives it its name.</summary>
    /// <exception cref="SegmentOutputException">The map could not be written whole; nothing stands under its name.</exception>
    /// <exception cref="InvalidOperationException">Rows are missing.</exception>
    public void Complete() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose() => throw new NotSupportedException();
}
