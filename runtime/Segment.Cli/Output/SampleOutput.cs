using Segment.CommandLine;
using Segment.Raster.Samples;
using Segment.Runtime.Assessment;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints a sample that was drawn.</summary>
internal static class SampleOutput
{
    public static void Print(PointSample sample, SampleOptions options)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("Stratum");
        foreach (var name in new[] { "Pixels", "Points", "Chance of a pixel" })
        {
            table.AddColumn(new TableColumn(name).RightAligned());
        }

        foreach (var (place, stratum) in sample.Strata.Index())
        {
            table.AddRow(
                Markup.Escape(stratum.Name),
                $"{stratum.Pixels:N0}",
                $"{sample.CountOf(place):N0}",
                $"{sample.Inclusion(place):0.######}"
            );
        }

        ConsoleSession.Out.Write(table);
        ConsoleSession.Print($"{sample.Points.Count} points in random order: {PathText.Short(options.OutPath)}");
        ConsoleSession.Print(
            "Next: tell in the field GrndTruth what each point is, from better images or on the ground (points that nobody can tell stay "
                + $"empty). Then: segment assess report --map {PathText.Short(options.MapPath)} --reference {PathText.Short(options.OutPath)}"
        );
    }
}
