using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>
/// A folder of training chips in ArcGIS's <em>Classified Tiles</em> layout: <c>images/</c>, <c>labels/</c> and, where
/// there, <c>map.txt</c>, <c>esri_model_definition.emd</c> and <c>esri_accumulated_stats.json</c>. Reads the folders of
/// <see cref="ChipExporter"/> and those of ArcGIS.
/// </summary>
public sealed class ChipFolder
{
    private ChipFolder() { }

    /// <summary>Gets the folder's full path.</summary>
    public string Folder { get; private init; } = "";

    /// <summary>Gets the chips, sorted by name.</summary>
    public IReadOnlyList<ChipFile> Chips { get; private init; } = [];

    /// <summary>Gets the classes, sorted by value; the position is the class index.</summary>
    public IReadOnlyList<LandCoverClass> Classes { get; private init; } = [];

    /// <summary>Gets the value that means <em>ignore</em> in label chips; null where every value is a class.</summary>
    public int? IgnoreValue { get; private init; }

    /// <summary>Gets the bands of the image chips.</summary>
    public IReadOnlyList<BandDefinition> Bands { get; private init; } = [];

    /// <summary>Gets the rows of each chip, in pixels.</summary>
    public int TileHeight { get; private init; }

    /// <summary>Gets the columns of each chip, in pixels.</summary>
    public int TileWidth { get; private init; }

    /// <summary>Gets a pixel's size along x, in map units; 1 without georeference.</summary>
    public double CellSizeX { get; private init; }

    /// <summary>Gets a pixel's size along y, in map units; 1 without georeference.</summary>
    public double CellSizeY { get; private init; }

    /// <summary>Gets the coordinate reference system as WKT; empty where the chips have none.</summary>
    public string CrsWkt { get; private init; } = "";

    /// <summary>Opens a folder and reads the headers of its chips.</summary>
    /// <param name="folder">The folder that holds <c>images</c> and <c>labels</c>.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="SegmentDataException">It is not such a folder, or its chips do not fit together.</exception>
    public static ChipFolder Open(string folder, Action<string>? notice = null) => throw new NotSupportedException();

    /// <summary>Reads a chip. Safe for use by several threads.</summary>
    /// <param name="file">One of <see cref="Chips"/>.</param>
    /// <returns>The chip.</returns>
    /// <exception cref="SegmentDataException">The files cannot be read, or image and label do not fit.</exception>
    public Chip Read(ChipFile file) => throw new NotSupportedException();
}
