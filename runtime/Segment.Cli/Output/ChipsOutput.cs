using Segment.CommandLine;
using Segment.Raster.Chips;
using Segment.Raster.Chips.Formats;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what <c>segment chips</c> wrote.</summary>
internal static class ChipsOutput
{
    public static void Print(ChipExportResult result)
    {
        var format = MetadataFormats.TryFind(result.MetadataFormat)!;
        if (result.Classes.Count > 0)
        {
            PrintClasses(result, format);
        }

        var left = new[]
        {
            (result.TilesWithoutLabel, "without a label"),
            (result.TilesWithoutData, "without data"),
            (result.TilesOutsideMask, "outside the mask polygons"),
        };
        var leftOut = string.Join(", ", left.Where(l => l.Item1 > 0).Select(l => $"{l.Item1:N0} {l.Item2}"));
        ConsoleSession.Out.MarkupLineInterpolated(
            $"{result.Chips:N0} chips of {result.TileWidth} × {result.TileHeight} px, stride {result.StrideX} × {result.StrideY}, in {PathText.Short(result.Folder)}{(leftOut.Length > 0 ? $" (tiles left out: {leftOut})" : string.Empty)}"
        );
        ConsoleSession.Out.MarkupLineInterpolated(
            format.Name == MetadataFormats.ClassifiedTiles
                ? $"Metadata format {format.Name}, which 'segment train' reads (ArcGIS's default, PASCAL_VOC_rectangles, is for object detection)"
                : (FormattableString)
                    $"Metadata format {format.Name}, for ArcGIS's {string.Join(", ", format.ModelTypes)}; 'segment train' reads {MetadataFormats.ClassifiedTiles} only"
        );
    }

    private static void PrintClasses(ChipExportResult result, MetadataFormat format)
    {
        var counted = format.Needs == LabelNeed.Pixels ? "Pixels in chips" : "Features in chips";
        var table = ClassTable.Create("Pixels in polygons", counted);
        for (var i = 0; i < result.Classes.Count; i++)
        {
            ClassTable.AddRow(table, result.Classes[i], $"{result.ScenePixels[i]:N0}", $"{result.ChipPixels[i]:N0}");
        }

        ConsoleSession.Out.Write(table);
    }
}
