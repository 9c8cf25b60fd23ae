using Segment.CommandLine;
using Segment.Raster.Chips;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what <c>segment chips</c> wrote.</summary>
internal static class ChipsOutput
{
    public static void Print(ChipExportResult result)
    {
        var table = ClassTable.Create("Pixels in polygons", "Pixels in chips");
        for (var i = 0; i < result.Classes.Count; i++)
        {
            ClassTable.AddRow(table, result.Classes[i], $"{result.ScenePixels[i]:N0}", $"{result.ChipPixels[i]:N0}");
        }

        ConsoleSession.Out.Write(table);
        ConsoleSession.Out.MarkupLineInterpolated(
            $"{result.Chips:N0} chips in {PathText.Short(result.Folder)} ({result.TilesWithoutLabel:N0} tiles without a label, {result.TilesWithoutData:N0} without data left out)"
        );
    }
}
