using Segment.PackageFormat;

namespace Segment.Raster.Chips;

/// <summary>
/// A folder of training chips in ArcGIS's <em>Classified Tiles</em> layout: <c>images/</c>, <c>labels/</c> and, where
/// there, <c>map.txt</c>, <c>esri_model_definition.emd</c> and <c>esri_accumulated_stats.json</c>. Reads the folders of
/// <see cref="ChipExporter"/> and those of ArcGIS.
/// </summary>
public sealed class ChipFolder
{
    /// <summary>The file name of the page about the chips, where there is one.</summary>
    public const string PageFileName = "training_data.html";

    private readonly ChipSiblings siblings;
    private readonly LabelValues labelValues;

    private ChipFolder(string folder, ChipSiblings siblings, LabelValues labelValues) =>
        (Folder, this.siblings, this.labelValues) = (folder, siblings, labelValues);

    /// <summary>Gets the folder's full path.</summary>
    public string Folder { get; }

    /// <summary>Gets the chips, sorted by name.</summary>
    public IReadOnlyList<ChipFile> Chips { get; private init; } = [];

    /// <summary>Gets the classes, sorted by value; the position is the class index.</summary>
    public IReadOnlyList<LandCoverClass> Classes { get; private init; } = [];

    /// <summary>Gets the value that means <em>ignore</em> in label chips; null where every value is a class.</summary>
    public int? IgnoreValue => labelValues.IgnoreValue;

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

    /// <summary>Gets where row 0, column 0 of the grid that the chips share lies on the map; null without georeference.</summary>
    public GeoTransform? Transform { get; private init; }

    /// <summary>Gets the coordinate reference system as WKT; empty where the chips have none.</summary>
    public string CrsWkt { get; private init; } = "";

    /// <summary>Opens a folder and reads the headers of its chips.</summary>
    /// <param name="folder">The folder that holds <c>images</c> and <c>labels</c>.</param>
    /// <param name="notice">Told each fact that the user should know, one sentence a call.</param>
    /// <param name="ignoreValue">A label value that means <em>ignore</em>, whatever the folder says; null takes what the
    /// folder says, else 0 where that is no class.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="SegmentDataException">It is not such a folder, or its chips do not fit together.</exception>
    public static ChipFolder Open(string folder, Action<string>? notice = null, int? ignoreValue = null)
    {
        if (!Directory.Exists(folder))
        {
            throw new SegmentDataException(
                $"There is no folder '{folder}'. Give the folder that `segment chips` or ArcGIS wrote."
            );
        }

        var full = Path.GetFullPath(folder);
        var metadata = ChipMetadata.Read(full);
        var listed = new ChipListing(full, metadata).Find(notice);
        var files = new ChipSiblings(
            listed.SelectMany(c => new[] { Path.GetDirectoryName(c.Image)!, Path.GetDirectoryName(c.Label)! })
        );
        var headers = new ChipHeaders(files);
        var transforms = headers.Read(listed, notice);
        var classes = FindClasses(listed, files, metadata, ignoreValue, notice);
        var split = GivenSplit.Read(full, [.. listed.Select(c => c.Name)], notice);
        var positions = ChipPositions.Find(transforms, headers.First.Height, headers.First.Width);
        var cell = headers.First.Transform ?? GeoTransform.PixelSpace;
        return new ChipFolder(full, files, new LabelValues(classes, ignoreValue ?? IgnoreFor(classes, metadata)))
        {
            Chips =
            [
                .. listed.Zip(
                    positions,
                    (c, p) => new ChipFile(c.Name, c.Image, c.Label, p.Window, split[c.Name], p.IsTurned)
                ),
            ],
            Classes = classes,
            Bands = [.. headers.Bands.Select((b, i) => Band(b, i, headers.Bands.Count, metadata))],
            Transform = Origin(transforms, [.. positions.Select(p => p.Window)]),
            TileHeight = headers.First.Height,
            TileWidth = headers.First.Width,
            CellSizeX = cell.CellSizeX,
            CellSizeY = cell.CellSizeY,
            CrsWkt = headers.First.CrsWkt,
        };
    }

    /// <summary>Leaves classes out: their pixels are <em>ignore</em>, and the other classes move up.</summary>
    /// <param name="classes">Class indices.</param>
    /// <returns>The folder without them; where there is none, the folder itself.</returns>
    public ChipFolder Without(IReadOnlyCollection<int> classes)
    {
        if (classes.Count == 0)
        {
            return this;
        }

        LandCoverClass[] kept = [.. Classes.Where((_, index) => !classes.Contains(index))];
        int[] left = [.. labelValues.AlsoIgnored, .. classes.Select(index => Classes[index].Value)];
        return new ChipFolder(Folder, siblings, new LabelValues(kept, IgnoreValue, left))
        {
            Chips = Chips,
            Classes = kept,
            Bands = Bands,
            Transform = Transform,
            TileHeight = TileHeight,
            TileWidth = TileWidth,
            CellSizeX = CellSizeX,
            CellSizeY = CellSizeY,
            CrsWkt = CrsWkt,
        };
    }

    /// <summary>Reads a chip. Safe for use by several threads.</summary>
    /// <param name="file">One of <see cref="Chips"/>.</param>
    /// <returns>The chip.</returns>
    /// <exception cref="SegmentDataException">The files cannot be read, or image and label do not fit.</exception>
    public Chip Read(ChipFile file)
    {
        using var image = ChipRaster.Open(file.ImagePath, siblings.Of(file.ImagePath));
        using var label = ChipRaster.Open(file.LabelPath, siblings.Of(file.LabelPath));
        Check(file, image, label);
        var window = new PixelWindow(0, 0, image.Height, image.Width);
        var samples = new float[Bands.Count * window.Area];
        image.Reader().Read(window, image.Height, image.Width, [.. Enumerable.Range(0, Bands.Count)], samples);
        var values = new float[window.Area];
        var noData = label.ReadValues(values);
        return new Chip(image.Height, image.Width, samples, labelValues.ToIndices(values, noData, file.LabelPath));
    }

    /// <summary>Reads the labels of a chip, without its image. Safe for use by several threads.</summary>
    /// <param name="file">One of <see cref="Chips"/>.</param>
    /// <returns>(H, W), class index; 255 = ignore.</returns>
    /// <exception cref="SegmentDataException">The label cannot be read.</exception>
    public byte[] ReadLabels(ChipFile file)
    {
        using var label = ChipRaster.Open(file.LabelPath, siblings.Of(file.LabelPath));
        var values = new float[label.Height * label.Width];
        var noData = label.ReadValues(values);
        return labelValues.ToIndices(values, noData, file.LabelPath);
    }

    private void Check(ChipFile file, ChipRaster image, ChipRaster label)
    {
        if ((image.Height, image.Width) != (label.Height, label.Width))
        {
            throw new SegmentDataException(
                $"Image and label of a chip differ in size: '{file.ImagePath}' has {image.Width} × {image.Height} pixels, "
                    + $"'{file.LabelPath}' has {label.Width} × {label.Height}. Cut the chips again."
            );
        }

        if (image.BandCount != Bands.Count || label.BandCount != 1)
        {
            throw new SegmentDataException(
                $"The chip '{file.Name}' has {image.BandCount} image bands and {label.BandCount} label bands; {Bands.Count} and 1 are "
                    + "needed. Cut the chips again."
            );
        }
    }

    private static IReadOnlyList<LandCoverClass> FindClasses(
        IReadOnlyList<(string Name, string Image, string Label)> chips,
        ChipSiblings siblings,
        ChipMetadata metadata,
        int? ignoreValue,
        Action<string>? notice
    )
    {
        if (metadata.Classes.Count > 0)
        {
            LandCoverClass[] listed = [.. metadata.Classes.Where(c => c.Value != ignoreValue)];
            return listed.Length > 0
                ? listed
                : throw new SegmentDataException(
                    $"The chips have one class, {metadata.Classes[0].Name}, and its value {ignoreValue} is the one to ignore. "
                        + "Give another --ignore-value, or none."
                );
        }

        var (classes, zeroIsClass) = LabelScan.Classes(chips, siblings, ignoreValue);
        notice?.Invoke(
            $"No file of the folder lists the classes, so they are the values in the label chips: "
                + $"{string.Join(", ", classes.Select(c => c.Value))}"
                + (
                    zeroIsClass ? "; 0 is one of them because another value means no label."
                    : ignoreValue is { } ignored ? $"; {ignored} means no label."
                    : "; 0 means no label."
                )
        );
        return classes;
    }

    // The first chip with a place lies between no pixels: the grid is its own.
    private static GeoTransform? Origin(GeoTransform?[] transforms, IReadOnlyList<PixelWindow?> positions) =>
        Enumerable.Range(0, positions.Count).FirstOrDefault(i => positions[i] is not null, -1) is >= 0 and var first
            ? transforms[first]!.Value.At(-positions[first]!.Value.Row, -positions[first]!.Value.Column)
            : null;

    // Where no file says it, 0 means ignore unless it is a class: so ArcGIS has it.
    private static int? IgnoreFor(IReadOnlyList<LandCoverClass> classes, ChipMetadata metadata) =>
        metadata.IgnoreValue ?? (classes[0].Value == 0 ? null : 0);

    // A band's own description first; ArcGIS names bands in its JSON files only.
    private static BandDefinition Band(RasterBand band, int index, int count, ChipMetadata metadata)
    {
        var fallback = $"Band_{index + 1}";
        var name = band.Name == fallback && metadata.BandNames.Count == count ? metadata.BandNames[index] : band.Name;
        var type = metadata.BandTypes.Count == count ? metadata.BandTypes[index] : band.Type;
        return new BandDefinition(index, string.IsNullOrWhiteSpace(name) ? fallback : name, type);
    }
}
