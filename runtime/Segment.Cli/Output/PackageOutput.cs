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
            .AddColumns("Name", "Network", "Variants", "Bands", "Classes", "Cell size", "Where");
        foreach (var package in packages)
        {
            var d = package.Definition;
            table.AddRow(
                new Text(package.Name),
                new Text(d is null ? "unsound" : $"{d.ModelType}/{d.Backbone}"),
                new Text(d is null ? "" : string.Join(", ", package.Variants).ToLowerInvariant()),
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
        Fact("Variants", Variants(package.Int8));
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

    /// <summary>Prints that a package is sound.</summary>
    /// <param name="definition">Its definition.</param>
    /// <param name="hasInt8">Whether it holds the variant in 8-bit integers, which was run too.</param>
    public static void PrintVerified(ModelDefinition definition, bool hasInt8)
    {
        var graphs = hasInt8 ? "both graphs give" : "the graph gives";
        ConsoleSession.Out.MarkupLineInterpolated(
            $"[green]Sound:[/] {definition.Name} {definition.Version}: sizes, checksums, definition and graph are right, and {graphs} the logits that the package carries."
        );
    }

    private static string Variants(Int8Variant? int8)
    {
        if (int8?.Metrics is not { } metrics)
        {
            return "float32";
        }

        var worst = metrics.Worst is { } c ? $", most for {c.Name}: {100 * c.Change:+0.00;-0.00;0.00}" : "";
        return $"float32, int8 (mean IoU changes by {100 * metrics.MeanIoUChange:+0.00;-0.00;0.00} points on the validation pixels{worst}; "
            + $"the same class for {100 * metrics.Agreement:0.00} %)";
    }
}
