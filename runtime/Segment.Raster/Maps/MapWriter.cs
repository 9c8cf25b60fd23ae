using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster.Maps;

/// <summary>Writes a land-cover map row by row: a Cloud-Optimized GeoTIFF with overviews, colours and class names.</summary>
/// <remarks>Nothing stands under the path until <see cref="Complete"/>; disposed before that, nothing is left. Names and the attribute table lie beside it in <c>&lt;path&gt;.aux.xml</c>, where GDAL, QGIS and ArcGIS
/// look for them. One thread at a time may use a writer.</remarks>
public sealed class MapWriter : IDisposable
{
    /// <summary>The class index that stands for NoData.</summary>
    public const byte NoDataIndex = 255;

    /// <summary>A name by which GIS programs, and <see cref="ClassMap"/>, know that this is no class.</summary>
    private const string Unclassified = "Unclassified";

    private static readonly ClassColor UnclassifiedColor = new(160, 160, 160);

    private readonly GridGeometry grid;
    private readonly RasterTarget target;
    private readonly MapBlocks blocks;
    private readonly byte[] pending;
    private int nextRow;
    private int pendingRows;

    private MapWriter(string path, GridGeometry grid, RasterTarget target, ClassEncoding encoding)
    {
        Path = path;
        NoDataValue = encoding.NoDataValue;
        this.grid = grid;
        this.target = target;
        blocks = new MapBlocks(target.Dataset, grid, encoding);
        pending = new byte[(long)MapBlocks.Side * grid.Width];
    }

    /// <summary>Gets the path the finished map will have.</summary>
    public string Path { get; }

    /// <summary>Gets the number that stands for NoData in the file: 255, or 65535 where a class value is above 254.</summary>
    public int NoDataValue { get; }

    /// <summary>Refuses a place where no map can be written, before any work is done.</summary>
    /// <param name="path">Where the map shall go.</param>
    /// <exception cref="SegmentOutputException">The folder is missing, or the path is a folder.</exception>
    public static void CheckPlace(string path) => new PartialFile(path).CheckPlace();

    /// <summary>Starts a map.</summary>
    /// <param name="path">Where the map goes. A file of that name is replaced at <see cref="Complete"/>, not before.</param>
    /// <param name="grid">The map's grid: the scene's.</param>
    /// <param name="classes">The classes; the position is the class index. 1 to 254, values 0–65534, all different.</param>
    /// <param name="metadata">Text items stored in the file, such as the model's name and checksum.</param>
    /// <param name="abstainValue">The number for pixels of <see cref="MapLayer.AbstainIndex"/>, which the map calls
    /// <c>Unclassified</c>: 0–65534, no class value. Null makes them NoData.</param>
    /// <returns>The writer.</returns>
    /// <exception cref="SegmentOutputException">The folder is missing or cannot be written to.</exception>
    /// <exception cref="SegmentEnvironmentException">GDAL is missing or too old.</exception>
    /// <exception cref="ArgumentException">The classes are none, too many, or have a value out of range or twice.</exception>
    public static MapWriter Create(
        string path,
        GridGeometry grid,
        IReadOnlyList<LandCoverClass> classes,
        IReadOnlyDictionary<string, string> metadata,
        int? abstainValue = null
    )
    {
        var encoding = new ClassEncoding(classes, abstainValue);
        List<LandCoverClass> legend = [.. classes];
        if (abstainValue is { } value)
        {
            legend.Add(new LandCoverClass(value, Unclassified, UnclassifiedColor));
        }

        var opened = RasterTarget.Create(
            path,
            grid,
            encoding.IsWide ? GdalDataType.UInt16 : GdalDataType.UInt8,
            bands: 1,
            dataset => MapFile.Describe(dataset, legend, encoding.NoDataValue, metadata)
        );
        return new MapWriter(path, grid, opened, encoding);
    }

    /// <summary>Writes the next rows.</summary>
    /// <param name="firstRow">The first row handed over: the one after the last that was written.</param>
    /// <param name="classIndex">Whole rows of class indices (rows, W); 255 for NoData.</param>
    /// <exception cref="SegmentOutputException">The disk is full or the file cannot be written.</exception>
    /// <exception cref="ArgumentException">Rows are skipped or repeated, or an index is no class.</exception>
    public void Write(int firstRow, ReadOnlySpan<byte> classIndex)
    {
        var rows = classIndex.Length / grid.Width;
        if (firstRow != nextRow || rows * grid.Width != classIndex.Length || rows > grid.Height - nextRow)
        {
            throw new ArgumentException(
                $"{classIndex.Length} pixels from row {firstRow} are not the next whole rows: row {nextRow} of {grid.Height} comes next, {grid.Width} px each.",
                nameof(firstRow)
            );
        }

        while (rows > 0)
        {
            var wanted = Math.Min(MapBlocks.Side, grid.Height - (nextRow - pendingRows)) - pendingRows;
            var taken = Math.Min(rows, wanted);
            var part = classIndex[..(taken * grid.Width)];
            if (pendingRows == 0 && taken == wanted)
            {
                WriteBlockRow(nextRow, part);
            }
            else
            {
                part.CopyTo(pending.AsSpan(pendingRows * grid.Width));
                pendingRows += taken;
                if (taken == wanted)
                {
                    WriteBlockRow(nextRow + taken - pendingRows, pending.AsSpan(0, pendingRows * grid.Width));
                    pendingRows = 0;
                }
            }

            nextRow += taken;
            rows -= taken;
            classIndex = classIndex[part.Length..];
        }
    }

    /// <summary>Adds the overviews, checks the map on the disk and gives it its name.</summary>
    /// <param name="progress">Told the fraction done, 0–1.</param>
    /// <param name="token">Stops the work; nothing is left then.</param>
    /// <exception cref="SegmentOutputException">The map could not be written whole. Nothing new stands under its name; an
    /// earlier file of that name is unchanged.</exception>
    /// <exception cref="InvalidOperationException">Rows are missing.</exception>
    public void Complete(IProgress<double>? progress = null, CancellationToken token = default)
    {
        if (nextRow != grid.Height)
        {
            throw new InvalidOperationException($"Only {nextRow} of {grid.Height} rows were written.");
        }

        // A mean of class values would be another class.
        target.Complete("MODE", progress, token);
    }

    /// <summary>Removes what was written, unless the map is complete.</summary>
    public void Dispose() => target.Dispose();

    private void WriteBlockRow(int row, ReadOnlySpan<byte> classIndex)
    {
        if (blocks.Write(row, classIndex) is { } problem)
        {
            throw target.Failure(problem);
        }
    }
}
