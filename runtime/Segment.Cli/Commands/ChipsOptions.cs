using System.CommandLine;
using Segment.CommandLine;
using Segment.Raster.Chips;
using Segment.Raster.Chips.Formats;

namespace Segment.Cli.Commands;

/// <summary>The options of <c>segment chips</c>.</summary>
internal static class ChipsOptions
{
    private static readonly Option<string[]> Scenes = new("--scene")
    {
        Description =
            "The scene: any raster that GDAL reads. Several paths, or a pattern such as 'scenes/*.tif', are read as one mosaic.",
        HelpName = "PATH",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<string?> Labels = OptionKinds.Text(
        "--labels",
        "PATH",
        "Class polygons (any vector file) or a classified raster. (ArcGIS: in_class_data)"
    );
    private static readonly Option<string?> Field = OptionKinds.Text(
        "--class-value-field",
        "FIELD",
        "The field with the class of each polygon. [default: value or classvalue]"
    );
    private static readonly Option<string> Output = OptionKinds.Required("--out", "DIR", "The chips folder to write.");
    private static readonly Option<Auto<int>> TileSize = OptionKinds.AutoNumber(
        "--tile-size",
        "Side of a chip, in pixels, from 8. 'auto' measures the polygons and says what it chose."
    );
    private static readonly Option<int?> Stride = new("--stride")
    {
        Description = "Step from chip to chip, in pixels. [default: half the tile size]",
        HelpName = "NUMBER",
    };

    private static readonly Option<string?> Layer = OptionKinds.Text(
        "--layer",
        "NAME",
        "The layer of the labels file, where it holds several."
    );
    private static readonly Option<bool> AllTouched = OptionKinds.Flag(
        "--all-touched",
        "A polygon labels every pixel it touches, not only those whose centre it covers."
    );
    private static readonly Option<int?> IgnoreValue = new("--ignore-value")
    {
        Description = "The class value that means 'no label'.",
        HelpName = "NUMBER",
    };
    private static readonly Option<double> BufferRadius = OptionKinds.Real(
        "--buffer-radius",
        "Makes circles of points and strips of lines, with this radius in units of the labels' reference system. [default: 0]",
        0
    );
    private static readonly Option<double> MinOverlap = OptionKinds.Real(
        "--min-polygon-overlap-ratio",
        "The least share of a feature, 0 to 1, that must lie in a chip for it to count there. [default: 0]",
        0
    );
    private static readonly Option<string?> InstanceData = OptionKinds.Text(
        "--in-instance-data",
        "PATH",
        "Polygons of single objects. For Panoptic_Segmentation."
    );
    private static readonly Option<string?> InstanceField = OptionKinds.Text(
        "--instance-class-value-field",
        "FIELD",
        "Their field of the class."
    );

    private static readonly Option<int?> TileSizeX = Pixels(
        "--tile-size-x",
        "Columns of a chip, where it is not square."
    );
    private static readonly Option<int?> TileSizeY = Pixels("--tile-size-y", "Rows of a chip, where it is not square.");
    private static readonly Option<int?> StrideX = Pixels("--stride-x", "Columns from chip to chip.");
    private static readonly Option<int?> StrideY = Pixels("--stride-y", "Rows from chip to chip.");
    private static readonly Option<bool> NofeatureTiles = OptionKinds.Flag(
        "--output-nofeature-tiles",
        "Also write tiles without any feature."
    );
    private static readonly Option<string?> Mask = OptionKinds.Text(
        "--in-mask-polygons",
        "PATH",
        "Write only chips that lie completely inside these polygons."
    );
    private static readonly Option<double> Rotation = OptionKinds.Real(
        "--rotation-angle",
        "Also write each chip turned by this angle, twice the angle … up to 360 degrees. [default: 0, none]",
        0
    );

    private static readonly Option<ProcessingMode> Mode = OptionKinds.Word<ProcessingMode>(
        "--processing-mode",
        "Read several scenes as one mosaic, or each by itself"
    );
    private static readonly Option<string?> Raster2 = OptionKinds.Text(
        "--in-raster2",
        "PATH",
        "A second raster on the scene's grid, cut into images2/: the later date for change detection, or the target of an image translation."
    );

    private static readonly Option<string> Format = new("--metadata-format")
    {
        Description =
            $"How labels are written: {string.Join(", ", MetadataFormats.Names)}. [default: {MetadataFormats.ClassifiedTiles}]",
        HelpName = "NAME",
        DefaultValueFactory = _ => MetadataFormats.ClassifiedTiles,
    };
    private static readonly Option<string> ImageFormat = new("--image-chip-format")
    {
        Description =
            $"The image chips' file format: {string.Join(", ", ImageChipFormats.Names)}. PNG and JPEG hold up to 3 bands. [default: {ImageChipFormats.Tiff}]",
        HelpName = "NAME",
        DefaultValueFactory = _ => ImageChipFormats.Tiff,
    };
    private static readonly Option<ReferenceSystem> Space = OptionKinds.Word<ReferenceSystem>(
        "--reference-system",
        "Where chips say that they lie, on the map or on the image"
    );
    private static readonly Option<int> StartIndex = OptionKinds.Number(
        "--start-index",
        "The number of the first chip. [default: 0]",
        0
    );
    private static readonly Option<CropMode> Crop = OptionKinds.Word<CropMode>(
        "--crop-mode",
        "Size of a chip in Labeled_Tiles, the tile size or the feature's bounds"
    );
    private static readonly Option<bool> Blacken = OptionKinds.Flag(
        "--blacken-around-feature",
        "Set samples outside the feature to 0. For Labeled_Tiles."
    );

    /// <summary>Gets the option of checks that are let pass.</summary>
    public static Option<string[]> Force { get; } = ForceOption.Create();

    /// <summary>Gets what everybody needs.</summary>
    public static IReadOnlyList<Option> Usual { get; } = [Scenes, Labels, Field, Output, TileSize, Stride, Force];

    /// <summary>Gets the rest, under titles.</summary>
    public static IReadOnlyList<(string Title, IReadOnlyList<Option> Options)> Groups { get; } =
    [
        ("Labels", [Layer, AllTouched, IgnoreValue, BufferRadius, MinOverlap]),
        ("Which chips", [NofeatureTiles, Mask, Rotation, TileSizeX, TileSizeY, StrideX, StrideY]),
        ("Several rasters", [Mode, Raster2]),
        ("Files", [Format, ImageFormat, Space, StartIndex, Crop, Blacken, InstanceData, InstanceField]),
    ];

    /// <summary>Reads what was given.</summary>
    /// <param name="parsed">The words.</param>
    /// <returns>The options; scenes may hold patterns.</returns>
    public static ChipExportOptions Read(ParseResult parsed) =>
        new()
        {
            Scenes = parsed.GetRequiredValue(Scenes),
            Labels = parsed.GetValue(Labels),
            Layer = parsed.GetValue(Layer),
            ClassValueField = parsed.GetValue(Field),
            AllTouched = parsed.GetValue(AllTouched),
            IgnoreValue = parsed.GetValue(IgnoreValue),
            BufferRadius = parsed.GetValue(BufferRadius),
            MinPolygonOverlapRatio = parsed.GetValue(MinOverlap),
            InInstanceData = parsed.GetValue(InstanceData),
            InstanceClassValueField = parsed.GetValue(InstanceField),
            OutFolder = parsed.GetRequiredValue(Output),
            TileSizeX = parsed.GetValue(TileSizeX) ?? parsed.GetValue(TileSize).Value,
            TileSizeY = parsed.GetValue(TileSizeY) ?? parsed.GetValue(TileSize).Value,
            StrideX = parsed.GetValue(StrideX) ?? parsed.GetValue(Stride),
            StrideY = parsed.GetValue(StrideY) ?? parsed.GetValue(Stride),
            OutputNofeatureTiles = parsed.GetValue(NofeatureTiles),
            InMaskPolygons = parsed.GetValue(Mask),
            RotationAngle = parsed.GetValue(Rotation),
            ProcessingMode = parsed.GetValue(Mode),
            InRaster2 = parsed.GetValue(Raster2),
            MetadataFormat = parsed.GetRequiredValue(Format),
            ImageChipFormat = parsed.GetRequiredValue(ImageFormat),
            ReferenceSystem = parsed.GetValue(Space),
            StartIndex = parsed.GetValue(StartIndex),
            CropMode = parsed.GetValue(Crop),
            BlackenAroundFeature = parsed.GetValue(Blacken),
        };

    private static Option<int?> Pixels(string name, string description) =>
        new(name) { Description = description, HelpName = "NUMBER" };
}
