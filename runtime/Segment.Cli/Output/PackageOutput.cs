using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Runtime.Models;
using Spectre.Console;

namespace Segment.Cli.Output;

/// <summary>Prints packages.</summary>
internal static class PackageOutput
{
    public static void PrintList(ModelsFolder models)
    {
        var packages = models.List();
        if (packages.Count == 0)
        {
            ConsoleSession.Out.MarkupLineInterpolated(
                $"No packages in {string.Join(", ", models.Folders.Select(PathText.Short))}. Train one with 'segment train', or name a folder with --models."
            );
            return;
        }

        var table = new Table()
            .Border(TableBorder.Simple)
            .AddColumns("Name", "Network", "Bands", "Classes", "Cell size", "Where");
        foreach (var package in packages)
        {
            var d = package.Definition;
            table.AddRow(
                new Text(package.Name),
                new Text(d is null ? "unsound" : $"{d.ModelType}/{d.Backbone}"),
                new Text(d is null ? "" : $"{d.Bands.Count}"),
                new Text(d is null ? package.Problem ?? "" : string.Join(", ", d.Classes.Select(c => c.Name))),
                new Text(d is null ? "" : $"{d.CellSizeX:0.###}"),
                new Text(PathText.Short(package.Path))
            );
        }

        ConsoleSession.Out.Write(table);
    }

    public static void PrintOne(ModelPackage package)
    {
        var d = package.Definition;
        var facts = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        void Fact(string name, string value) => facts.AddRow(new Text(name), new Text(value));
        Fact("Package", $"{d.Name} {d.Version}, {PathText.Short(package.Path)}");
        Fact("SHA-256", package.Sha256);
        Fact(
            "Network",
            $"{d.ModelType} over {d.Backbone}, stride {d.Stride} px, padding {d.Padding} px (receptive field ±{d.ReceptiveFieldRadius} px{(d.HasGlobalView ? ", and means over the whole tile" : "")})"
        );
        Fact(
            "Bands",
            $"{d.Bands.Count} of {d.SourceBandCount}: {string.Join(", ", d.Bands.Select(b => $"{b.Name} {b.SourceType}"))}"
        );
        Fact("Chips", $"{d.ChipSize} px of {d.CellSizeX:0.###} map units, {d.Training.Chips:N0} trained on");
        Fact(
            "Training",
            $"epoch {d.Training.BestEpoch} of {d.Training.Epochs} on {d.Training.Device}, Segment {d.Training.SegmentVersion}"
        );
        Fact(
            "Validation",
            $"accuracy {ClassTable.Share(package.Metrics.Accuracy)} (commonest class alone: {ClassTable.Share(package.Metrics.MajorityAccuracy)}), macro Dice {ClassTable.Share(package.Metrics.MacroDice)}"
        );
        Fact(
            "Split",
            $"{package.Metrics.Split.SharedPixels:N0} validation pixels shared with training chips, gap {package.Metrics.Split.GapPixels:N0} px"
        );
        Fact(
            "Probabilities",
            package.Metrics.Calibration is { } calibration
                ? $"calibrated, temperature {calibration.Temperature:0.###}: error {ClassTable.Share(calibration.Validation.Before.Error)} before, {ClassTable.Share(calibration.Validation.After.Error)} after"
                : "not calibrated"
        );
        ConsoleSession.Out.Write(facts);
        ClassTable.PrintScores(
            d.Classes,
            package.Metrics.Classes.Select(m => new ClassScore(m.Precision, m.Recall, m.F1, m.IoU, m.Support))
        );
    }

    public static void PrintVerified(ModelDefinition definition) =>
        ConsoleSession.Out.MarkupLineInterpolated(
            $"[green]Sound:[/] {definition.Name} {definition.Version}: sizes, checksums, definition and graph are right, and the graph gives the logits that the package carries."
        );
}
