using Segment.CommandLine;
using Segment.Runtime.Planning;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints what <c>segment plan</c> found.</summary>
internal static class PlanOutput
{
    public static void Print(ClassifyPlan plan)
    {
        var megapixels = plan.Height * (double)plan.Width / 1e6;
        var skipped = plan.Tiles - plan.TilesWithData;
        var grid = new Grid().AddColumn().AddColumn();
        Row(grid, "Scene", $"{plan.Height:N0} × {plan.Width:N0} px, {megapixels:N1} Mpx");
        Row(
            grid,
            "Tiles",
            $"{plan.Tiles:N0} of {plan.TileHeight} × {plan.TileWidth} px, {plan.Border}: each pixel is computed {plan.OverlapTax:0.00} times"
        );
        if (skipped > 0)
        {
            Row(grid, "Skipped", $"about {skipped:N0} tiles, which hold no data");
        }

        Row(grid, "Lanes", $"{plan.Lanes} on {plan.Device}, batch {plan.BatchSize}");
        Row(grid, "Memory", $"about {plan.MemoryBytes >> 20:N0} MB of the {plan.MemoryLimit >> 20:N0} MB allowed");
        Row(grid, "Disk", $"at most {ClassifyPlan.Size(plan.DiskBytes)}, while the work goes on");
        Row(
            grid,
            "Time",
            $"about {ClassifyPlan.Duration(plan.Seconds)}, {megapixels / Math.Max(plan.Seconds, 1e-9):0.00} Mpx/s"
        );
        ConsoleSession.Out.Write(grid);
    }

    private static void Row(Grid grid, string name, string text) => grid.AddRow(new Text(name), new Text(text));
}
