using Segment.Raster.Chips.Formats;
using Segment.Raster.Labels;

namespace Segment.Raster.Chips;

/// <summary>What to cut into chips, and how: the parameters of ArcGIS's <em>Export Training Data For Deep
/// Learning</em>, under the same names.</summary>
/// <remarks>Two defaults differ from ArcGIS's: the metadata format is Classified Tiles (there PASCAL VOC rectangles), and
/// the tile size is chosen from the polygons (there 256).</remarks>
public sealed record ChipExportOptions
{
    /// <summary>The least side of a chip, in pixels.</summary>
    public const int SmallestTile = 8;

    /// <summary>The greatest side of a chip, in pixels.</summary>
    public const int LargestTile = 4096;

    /// <summary>Gets the paths of the scenes: any rasters that GDAL reads; one or several.</summary>
    public required IReadOnlyList<string> Scenes { get; init; }

    /// <summary>Gets the path of the labels: any vector file that GDAL reads, or a classified raster. Null only for
    /// formats without labels.</summary>
    public string? Labels { get; init; }

    /// <summary>Gets the layer of a vector file; null takes the only one.</summary>
    public string? Layer { get; init; }

    /// <summary>Gets the field that holds the class of each feature; see <see cref="LabelOptions"/>.</summary>
    public string? ClassValueField { get; init; }

    /// <summary>Gets the radius of the circle that takes the place of each point, and of the strip that takes the place
    /// of each line, in units of the labels' reference system; 0 leaves points as the pixel they lie in.</summary>
    public double BufferRadius { get; init; }

    /// <summary>Gets whether a polygon labels every pixel that it touches; by default those whose centre it
    /// covers.</summary>
    public bool AllTouched { get; init; }

    /// <summary>Gets the class value that means <em>ignore</em>; see <see cref="LabelOptions"/>.</summary>
    public int? IgnoreValue { get; init; }

    /// <summary>Gets the folder to write. It must not exist, or be empty, or be a chips folder, which is
    /// replaced.</summary>
    public required string OutFolder { get; init; }

    /// <summary>Gets the metadata format: a name of <see cref="MetadataFormats"/>.</summary>
    public string MetadataFormat { get; init; } = MetadataFormats.ClassifiedTiles;

    /// <summary>Gets the file format of image chips: <c>TIFF</c>, <c>PNG</c>, <c>JPEG</c> or <c>MRF</c>.</summary>
    public string ImageChipFormat { get; init; } = ImageChipFormats.Tiff;

    /// <summary>Gets the columns of a chip, 8–4096; null chooses them from the labels.</summary>
    public int? TileSizeX { get; init; }

    /// <summary>Gets the rows of a chip, 8–4096; null takes <see cref="TileSizeX"/>.</summary>
    public int? TileSizeY { get; init; }

    /// <summary>Gets the step from chip to chip along a row, in pixels, 1–tile size; null takes half the tile.</summary>
    public int? StrideX { get; init; }

    /// <summary>Gets the step from chip to chip along a column, in pixels, 1–tile size; null takes half the
    /// tile.</summary>
    public int? StrideY { get; init; }

    /// <summary>Gets whether tiles without any feature are written too.</summary>
    public bool OutputNofeatureTiles { get; init; }

    /// <summary>Gets the number of the first chip.</summary>
    public int StartIndex { get; init; }

    /// <summary>Gets the angle of the rotated copies of each chip, in degrees, 0–180: with 90 each tile is cut at 0, 90,
    /// 180 and 270 degrees; 0 writes none.</summary>
    public double RotationAngle { get; init; }

    /// <summary>Gets where chips say that they lie.</summary>
    public ReferenceSystem ReferenceSystem { get; init; }

    /// <summary>Gets how several scenes are read.</summary>
    public ProcessingMode ProcessingMode { get; init; }

    /// <summary>Gets a vector file of polygons; only chips that lie completely inside are written.</summary>
    public string? InMaskPolygons { get; init; }

    /// <summary>Gets the least share of a feature that must lie in a chip for the feature to count there, 0–1.</summary>
    public double MinPolygonOverlapRatio { get; init; }

    /// <summary>Gets whether samples outside the feature are set to 0; for Labeled_Tiles.</summary>
    public bool BlackenAroundFeature { get; init; }

    /// <summary>Gets how large the chip of one feature is; for Labeled_Tiles.</summary>
    public CropMode CropMode { get; init; }

    /// <summary>Gets the path of a second raster, cut into <c>images2</c>: on the scene's grid, for change detection and
    /// image translation; on any grid for CycleGAN.</summary>
    public string? InRaster2 { get; init; }

    /// <summary>Gets the path of polygons that are single objects; for Panoptic_Segmentation.</summary>
    public string? InInstanceData { get; init; }

    /// <summary>Gets the field of the class in <see cref="InInstanceData"/>.</summary>
    public string? InstanceClassValueField { get; init; }

    /// <summary>Gets what the label reader is told.</summary>
    public LabelOptions LabelOptions =>
        new()
        {
            Layer = Layer,
            ClassValueField = ClassValueField,
            BufferRadius = BufferRadius,
            AllTouched = AllTouched,
            IgnoreValue = IgnoreValue,
        };

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem.</returns>
    public IEnumerable<string> Problems() => ChipExportProblems.Find(this);
}
