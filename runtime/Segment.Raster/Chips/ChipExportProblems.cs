using Segment.PackageFormat;
using Segment.Raster.Chips.Formats;

namespace Segment.Raster.Chips;

/// <summary>Says what is wrong with export options, all at once.</summary>
internal static class ChipExportProblems
{
    /// <summary>Finds the problems.</summary>
    /// <param name="options">The options.</param>
    /// <returns>One sentence each.</returns>
    public static IEnumerable<string> Find(ChipExportOptions options)
    {
        var format = MetadataFormats.TryFind(options.MetadataFormat);
        return Paths(options, format)
            .Concat(Names(options, format))
            .Concat(Sizes(options))
            .Concat(Numbers(options))
            .Concat(options.LabelOptions.Problems())
            .Concat(format is null ? [] : Fit(options, format));
    }

    private static IEnumerable<string> Paths(ChipExportOptions options, MetadataFormat? format)
    {
        if (options.Scenes.Count == 0 || options.Scenes.Any(string.IsNullOrWhiteSpace))
        {
            yield return "--scene is empty: give the path of a raster, or several.";
        }

        if (string.IsNullOrWhiteSpace(options.OutFolder))
        {
            yield return $"--out is empty ('{options.OutFolder}'): give a path.";
        }

        if (options.Labels is null ? format?.Needs is not (null or LabelNeed.None) : options.Labels.Trim().Length == 0)
        {
            yield return $"--labels is missing: give class polygons or a classified raster, which {options.MetadataFormat} needs.";
        }
    }

    private static IEnumerable<string> Names(ChipExportOptions options, MetadataFormat? format)
    {
        if (format is null)
        {
            yield return $"--metadata-format is '{options.MetadataFormat}'. {NearestName.Hint(options.MetadataFormat, MetadataFormats.Names)}";
        }

        if (ImageChipFormats.TryFind(options.ImageChipFormat) is null)
        {
            yield return $"--image-chip-format is '{options.ImageChipFormat}'. {NearestName.Hint(options.ImageChipFormat, ImageChipFormats.Names)}";
        }
    }

    private static IEnumerable<string> Sizes(ChipExportOptions options)
    {
        var x = ("-x", options.TileSizeX, options.StrideX);
        var y = ("-y", options.TileSizeY, options.StrideY);
        var square = (x.TileSizeX, x.StrideX) == (y.TileSizeY, y.StrideY);
        (string, int?, int?)[] sides = square ? [("", options.TileSizeX, options.StrideX)] : [x, y];
        foreach (var (axis, tile, stride) in sides)
        {
            if (tile is < ChipExportOptions.SmallestTile or > ChipExportOptions.LargestTile)
            {
                yield return $"--tile-size{axis} is {tile}: give {ChipExportOptions.SmallestTile} to {ChipExportOptions.LargestTile} pixels.";
            }

            var most = tile ?? options.TileSizeX ?? options.TileSizeY ?? ChipExportOptions.LargestTile;
            if (stride is { } step && (step < 1 || step > most))
            {
                yield return $"--stride{axis} is {step}: give 1 to {most} pixels (the tile size), so that chips leave no gaps.";
            }
        }
    }

    private static IEnumerable<string> Numbers(ChipExportOptions options)
    {
        if (options.StartIndex < 0)
        {
            yield return $"--start-index is {options.StartIndex}: give 0 or more.";
        }

        if (!(options.RotationAngle is >= 0 and <= 180))
        {
            yield return $"--rotation-angle is {options.RotationAngle}: give 0 to 180 degrees; 0 writes no rotated chips.";
        }

        if (!(options.BufferRadius >= 0) || double.IsInfinity(options.BufferRadius))
        {
            yield return $"--buffer-radius is {options.BufferRadius}: give 0 or more, in units of the labels' reference system.";
        }

        if (!(options.MinPolygonOverlapRatio is >= 0 and <= 1))
        {
            yield return $"--min-polygon-overlap-ratio is {options.MinPolygonOverlapRatio}: give a share from 0 to 1.";
        }
    }

    // What only some formats can do.
    private static IEnumerable<string> Fit(ChipExportOptions options, MetadataFormat format)
    {
        if (
            format.Needs != LabelNeed.OneObject
            && (options.BlackenAroundFeature || options.CropMode != CropMode.FixedSize)
        )
        {
            yield return $"--blacken-around-feature and --crop-mode BOUNDING_BOX work on chips of one feature; {format.Name} has others. "
                + "Give --metadata-format Labeled_Tiles with them.";
        }

        if (format.Needs == LabelNeed.OneObject && options.OutputNofeatureTiles)
        {
            yield return $"--output-nofeature-tiles does not fit {format.Name}, whose chips hold a feature each. Leave it out.";
        }

        if (options.InRaster2 is not null && format.SecondRaster == SecondRaster.None)
        {
            yield return $"--in-raster2 does not fit {format.Name}. It is used by {MetadataFormats.WithSecondRaster}.";
        }

        if (options.InRaster2 is null && format.SecondRaster == SecondRaster.Needed)
        {
            yield return $"--in-raster2 is missing: {format.Name} needs a second raster.";
        }

        if (
            options is { InRaster2: not null, Scenes.Count: > 1, ProcessingMode: ProcessingMode.ProcessItemsSeparately }
        )
        {
            yield return "--in-raster2 is one raster and does not fit several scenes cut by themselves. Cut one scene at a time, or leave out --processing-mode.";
        }

        var panoptic = format.Name == MetadataFormats.PanopticSegmentation;
        if (panoptic != options.InInstanceData is not null)
        {
            yield return panoptic
                ? $"--in-instance-data is missing: {format.Name} needs polygons of single objects."
                : $"--in-instance-data does not fit {format.Name}. It is used by {MetadataFormats.PanopticSegmentation}.";
        }
    }
}
