namespace Segment.Raster.Chips.Formats;

/// <summary>The metadata formats that <c>segment chips</c> writes, and what each is for.</summary>
/// <remarks>Names and model types: Esri, <em>Export Training Data For Deep Learning</em> and <em>Train Deep Learning
/// Model</em> (tool references of ArcGIS Pro 3.4).</remarks>
public static class MetadataFormats
{
    /// <summary>The format of pixel classification, and the default.</summary>
    public const string ClassifiedTiles = "Classified_Tiles";

    /// <summary>The format of CycleGAN.</summary>
    internal const string CycleGan = "CycleGAN";

    /// <summary>The format of classified chips with single objects.</summary>
    internal const string PanopticSegmentation = "Panoptic_Segmentation";

    /// <summary>Gets all formats, that of pixel classification first.</summary>
    public static IReadOnlyList<MetadataFormat> All { get; } =
    [
        new(
            ClassifiedTiles,
            "a classified chip for each image chip",
            LabelNeed.Pixels,
            new ClassifiedTilesLabels(),
            [
                "U-Net",
                "PSPNet",
                "DeepLabV3",
                "MMSegmentation",
                "HED",
                "BDCN",
                "ConnectNet",
                "MultiTaskRoadExtractor",
                "Change detector",
                "SamLoRA",
                "PSETAE",
            ]
        )
        {
            SecondRaster = SecondRaster.Allowed,
        },
        new(
            "PASCAL_VOC_rectangles",
            "an XML file with bounding boxes for each chip",
            LabelNeed.Boxes,
            new PascalVocLabels(),
            ["SSD", "RetinaNet", "YOLOv3", "FasterRCNN", "DETReg", "RTDetrV2", "MMDetection"]
        ),
        new(
            "KITTI_rectangles",
            "a text file with bounding boxes for each chip",
            LabelNeed.Boxes,
            new KittiLabels(),
            ["SSD", "RetinaNet", "YOLOv3", "FasterRCNN", "DETReg", "RTDetrV2", "MMDetection"]
        ),
        new(
            "RCNN_Masks",
            "a folder of object masks for each class",
            LabelNeed.Masks,
            new RcnnMaskLabels(),
            ["MaskRCNN", "SiamMask"]
        ),
        new(
            "Labeled_Tiles",
            "an XML file with one class for each chip",
            LabelNeed.OneObject,
            new PascalVocLabels(),
            ["Feature classifier"]
        ),
        new(
            "MultiLabeled_Tiles",
            "an XML file with all classes of each chip",
            LabelNeed.Pixels,
            new MultiLabeledTilesLabels(),
            ["Feature classifier", "Image captioner"]
        ),
        new("Export_Tiles", "no labels", LabelNeed.None, new NoLabels(), ["Pix2Pix", "Pix2PixHD", "SuperResolution"])
        {
            SecondRaster = SecondRaster.Allowed,
        },
        new(
            CycleGan,
            "no labels; the two rasters' chips in the folders A and B",
            LabelNeed.None,
            new NoLabels(),
            ["CycleGAN"]
        )
        {
            SecondRaster = SecondRaster.Needed,
        },
        new(
            PanopticSegmentation,
            "a classified chip and object masks for each image chip",
            LabelNeed.Masks,
            new PanopticLabels(),
            ["MaX-DeepLab"]
        ),
    ];

    /// <summary>Gets the names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(f => f.Name)];

    /// <summary>Gets the formats that use a second raster, for messages.</summary>
    internal static string WithSecondRaster { get; } =
        string.Join(", ", All.Where(f => f.SecondRaster != SecondRaster.None).Select(f => f.Name));

    /// <summary>Finds a format by name; case does not count.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The format, or null.</returns>
    public static MetadataFormat? TryFind(string name) =>
        All.FirstOrDefault(f => string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Gets the table of formats and the model types that train on them.</summary>
    /// <returns>A line a format.</returns>
    public static string Table() =>
        string.Join(Environment.NewLine, All.Select(f => $"  {f.Name, -23}{string.Join(", ", f.ModelTypes)}"));
}
