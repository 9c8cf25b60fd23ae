using Segment.CommandLine;
using Segment.Runtime;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what <c>segment classify</c> did.</summary>
internal static class ClassifyOutput
{
    public static void Print(ClassifyResult result)
    {
        var mapped = Math.Max(1, result.Classes.Sum(c => c.Pixels));
        var table = ClassTable.Create("Pixels", "Share");
        foreach (var tally in result.Classes)
        {
            ClassTable.AddRow(
                table,
                tally.Class,
                $"{tally.Pixels:N0}",
                ClassTable.Share(tally.Pixels / (double)mapped)
            );
        }

        var console = ConsoleSession.Out;
        console.Write(table);
        if (result.NoDataPixels > 0)
        {
            console.MarkupLineInterpolated($"{result.NoDataPixels:N0} pixels are NoData, as in the scene.");
        }

        console.MarkupLineInterpolated(
            $"Tiles of {result.TileHeight} × {result.TileWidth} px, padding {result.Padding} px (each pixel computed {result.OverlapTax:0.00} times), batch {result.BatchSize}, {result.Lanes} lanes on {result.Device}, about {result.PlannedBytes >> 20} MB of memory."
        );
        console.MarkupLineInterpolated(
            $"{result.MegapixelsPerSecond:0.00} Mpx/s (read {result.ReadSeconds:0.0} s, infer {result.InferSeconds:0.0} s over all lanes, write {result.WriteSeconds:0.0} s)"
        );
        console.MarkupLineInterpolated($"Map: {PathText.Short(result.MapPath)}");
    }
}
