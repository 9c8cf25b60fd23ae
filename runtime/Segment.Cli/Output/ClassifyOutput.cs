using Segment.CommandLine;
using Segment.Runtime;
using Segment.Runtime.Layers;
using Segment.Runtime.Planning;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what <c>segment classify</c> did.</summary>
internal static class ClassifyOutput
{
    /// <summary>Prints how much of a map each class covers.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="noDataPixels">The pixels without data.</param>
    /// <param name="abstainedPixels">The pixels that are not sure enough.</param>
    public static void PrintClasses(IReadOnlyList<ClassTally> classes, long noDataPixels, long abstainedPixels)
    {
        var mapped = Math.Max(1, classes.Sum(c => c.Pixels));
        var table = ClassTable.Create("Pixels", "Share");
        foreach (var tally in classes)
        {
            ClassTable.AddRow(
                table,
                tally.Class,
                $"{tally.Pixels:N0}",
                ClassTable.Share(tally.Pixels / (double)mapped)
            );
        }

        ConsoleSession.Out.Write(table);
        if (noDataPixels > 0)
        {
            ConsoleSession.Print($"{noDataPixels:N0} pixels are NoData, as in the scene or outside the mask.");
        }

        if (abstainedPixels > 0)
        {
            var share = ClassTable.Share(abstainedPixels / (double)(mapped + abstainedPixels));
            ConsoleSession.Print($"{abstainedPixels:N0} pixels ({share}) are not sure enough.");
        }
    }

    public static void Print(ClassifyResult result)
    {
        PrintClasses(result.Classes, result.NoDataPixels, result.AbstainedPixels);
        PrintDoubts(result);
        var console = ConsoleSession.Out;
        console.MarkupLineInterpolated(
            $"Tiles of {result.TileHeight} × {result.TileWidth} px, {ClassifyPlan.BorderText(result.Blends, result.Padding)} (each pixel computed {result.OverlapTax:0.00} times), batch {result.BatchSize}, {result.Lanes} lanes on {result.Device} in {$"{result.Variant}".ToLowerInvariant()}, about {result.PlannedBytes >> 20} MB of memory."
        );
        console.MarkupLineInterpolated(
            $"{result.MegapixelsPerSecond:0.00} Mpx/s (read {result.ReadSeconds:0.0} s, infer {result.InferSeconds:0.0} s over all lanes, write {result.WriteSeconds:0.0} s)"
        );
        ConsoleSession.Print(
            result.Shard is { } shard
                ? $"Shard {shard} of {PathText.Short(result.MapPath)} is done. When all are: segment merge --out {PathText.Short(result.MapPath)}"
                : $"Map: {PathText.Short(result.MapPath)}"
        );
    }

    /// <summary>Tells what more certainty cost, and whether the tiles show.</summary>
    private static void PrintDoubts(ClassifyResult result)
    {
        var console = ConsoleSession.Out;
        if (result.Augmentation != TestTimeAugmentation.Off)
        {
            console.MarkupLineInterpolated(
                $"Each tile went through the network {(int)result.Augmentation} times, turned and mirrored: about {(int)result.Augmentation} times the work."
            );
        }

        if (result.SeamPixels > 0)
        {
            var share = 100.0 * result.SeamDifferences / result.SeamPixels;
            console.MarkupLineInterpolated(
                $"Seams: neighbouring tiles name different classes for {share:0.00} % of the {result.SeamPixels:N0} pixels compared{(result.Blends ? ", before they are blended" : "")}."
            );
            if (result.Blends)
            {
                console.MarkupLineInterpolated(
                    $"Blended: across the middle of the overlaps the class changes between {result.ChangesAcrossSeams * 100:0.00} % of neighbouring pixels, elsewhere between {result.ChangesElsewhere * 100:0.00} %."
                );
            }
        }
    }
}
