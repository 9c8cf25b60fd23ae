using Segment.PackageFormat;
using Segment.Raster.Chips.Formats;

namespace Segment.Raster.Chips;

/// <summary>Finds the chips of a folder, and refuses what is not one of Classified Tiles.</summary>
/// <param name="folder">The folder.</param>
/// <param name="metadata">What its JSON files say.</param>
internal sealed class ChipListing(string folder, ChipMetadata metadata)
{
    private const string Remedy =
        "Cut chips with `segment chips --scene S.tif --labels L.gpkg --class-value-field F --out DIR`, or export them from ArcGIS "
        + "Pro with the metadata format Classified Tiles.";

    private static readonly string[] SideFiles =
    [
        ".tfw",
        ".tifw",
        ".xml",
        ".ovr",
        ".msk",
        ".jgw",
        ".pgw",
        ".prj",
        ".db",
        ".ini",
    ];

    /// <summary>Finds the pairs of image and label.</summary>
    /// <param name="notice">Told of chips that the list names and the folder lacks.</param>
    /// <returns>Full paths, sorted by name.</returns>
    /// <exception cref="SegmentDataException">It is no folder of Classified Tiles, or holds none.</exception>
    public IReadOnlyList<(string Name, string Image, string Label)> Find(Action<string>? notice)
    {
        var map = Path.Combine(folder, ChipLayout.Map);
        var listed = File.Exists(map) ? ReadMap(map) : null;
        CheckFormat(listed);
        CheckFolders(listed);
        var all = listed ?? PairByName();
        var present = all.Where(p => File.Exists(p.Image) && File.Exists(p.Label)).ToArray();
        if (present.Length == 0)
        {
            throw new SegmentDataException(
                all.Count == 0
                    ? $"The chips folder '{folder}' is empty: no image in '{ChipLayout.Images}' has a label of the same name in "
                        + $"'{ChipLayout.Labels}'. {Remedy}"
                    : $"The chips folder '{folder}' is empty: {ChipLayout.Map} names {all.Count} chips, and none of them is there. {Remedy}"
            );
        }

        if (listed is null && Rasters(ChipLayout.Images).Count() - all.Count is > 0 and var alone)
        {
            notice?.Invoke(
                $"{alone} of {alone + all.Count} images have no label of the same name in '{ChipLayout.Labels}' and are left out."
            );
        }

        if (present.Length < all.Count)
        {
            notice?.Invoke(
                $"{ChipLayout.Map} names {all.Count} chips, of which {all.Count - present.Length} are missing and left out "
                    + $"({all.Count(p => !File.Exists(p.Image))} without an image, {all.Count(p => !File.Exists(p.Label))} without a label)."
            );
        }

        if (Directory.Exists(Path.Combine(folder, ChipLayout.Images2)))
        {
            notice?.Invoke($"The folder holds a second image of each chip ('{ChipLayout.Images2}'): it is not used.");
        }

        return [.. present.OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    private List<(string Name, string Image, string Label)> ReadMap(string map)
    {
        var pairs = ChipMap.Parse(ReadText(map), out var badLine);
        return badLine is null || IsOther(metadata.Format)
            ?
            [
                .. pairs.Select(p =>
                    (
                        Path.GetFileNameWithoutExtension(p.Image),
                        Path.GetFullPath(Path.Combine(folder, p.Image)),
                        Path.GetFullPath(Path.Combine(folder, p.Label))
                    )
                ),
            ]
            : throw new SegmentDataException(
                $"A line of '{map}' names no image and label: '{badLine}'. A line reads 'images\\000000000.tif  labels\\000000000.tif'; "
                    + "without the file, chips are paired by their names."
            );
    }

    private static string ReadText(string map)
    {
        try
        {
            return File.ReadAllText(map);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"The list of chips cannot be read: {e.Message} {Remedy}", e);
        }
    }

    private List<(string Name, string Image, string Label)> PairByName()
    {
        var labels = Rasters(ChipLayout.Labels)
            .ToLookup(f => Path.GetFileNameWithoutExtension(f), StringComparer.Ordinal);
        return
        [
            .. Rasters(ChipLayout.Images)
                .Select(image => (Name: Path.GetFileNameWithoutExtension(image), Image: image))
                .Where(i => labels.Contains(i.Name))
                .Select(i => (i.Name, i.Image, labels[i.Name].First())),
        ];
    }

    private IEnumerable<string> Rasters(string kind) =>
        Directory
            .EnumerateFiles(Path.Combine(folder, kind))
            .Where(f => !SideFiles.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Where(f => !Path.GetFileName(f).StartsWith('.'))
            .Order(StringComparer.Ordinal);

    private void CheckFolders(List<(string Name, string Image, string Label)>? listed)
    {
        string[] needed = [ChipLayout.Images, ChipLayout.Labels];
        var missing = needed.Where(n => !Directory.Exists(Path.Combine(folder, n))).Select(n => $"'{n}'").ToArray();
        if (missing.Length > 0)
        {
            var others = new[] { ChipLayout.Map, ChipLayout.Definition, ChipLayout.AccumulatedStats }
                .Where(n => !File.Exists(Path.Combine(folder, n)))
                .Select(n => $"'{n}'")
                .ToArray();
            var also = others.Length == 0 ? string.Empty : $" (also missing: {string.Join(", ", others)})";
            var counts = listed is null ? string.Empty : $"{ChipLayout.Map} names {listed.Count} chips, but ";
            throw new SegmentDataException(
                $"'{folder}' is not a chips folder: {counts}it has no folder {string.Join(" and no folder ", missing)}{also}. {Remedy}"
            );
        }
    }

    private void CheckFormat(List<(string Name, string Image, string Label)>? listed)
    {
        var format = metadata.Format ?? FormatOfLabels(listed);
        if (IsOther(format))
        {
            var count = listed is null
                ? string.Empty
                : $" ({ChipLayout.Map} names {listed.Count}, of which {listed.Count(p => File.Exists(p.Image))} are there)";
            throw new SegmentDataException(
                $"The chips in '{folder}' are in the format {format}{count}. Pixel classification needs Classified Tiles. "
                    + (metadata.Recut is { } command ? $"Cut the chips anew: {command}" : Remedy)
                    + $"{Environment.NewLine}Formats, and the model types that train on them:{Environment.NewLine}{MetadataFormats.Table()}"
            );
        }
    }

    private static bool IsOther(string? format) =>
        format is not null
        && !string.Equals(format, MetadataFormats.ClassifiedTiles, StringComparison.OrdinalIgnoreCase);

    private string? FormatOfLabels(List<(string Name, string Image, string Label)>? listed)
    {
        var labels = Path.Combine(folder, ChipLayout.Labels);
        var extensions = (listed?.Select(p => p.Label) ?? [])
            .Concat(Directory.Exists(labels) ? Directory.EnumerateFiles(labels) : [])
            .Where(f => !f.EndsWith(".aux.xml", StringComparison.OrdinalIgnoreCase))
            .Select(f => Path.GetExtension(f).ToLowerInvariant())
            .ToHashSet(StringComparer.Ordinal);
        extensions.ExceptWith(SideFiles.Where(s => s != ".xml"));
        return extensions.SetEquals([".txt"]) ? "KITTI_rectangles"
            : extensions.SetEquals([".xml"]) ? "PASCAL_VOC_rectangles"
            : extensions.Count == 0 && Directory.Exists(labels) && Directory.EnumerateDirectories(labels).Any()
                ? "RCNN_Masks or Labeled_Tiles"
            : null;
    }
}
