using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Raster.Chips;

namespace Segment.Cli.Commands;

/// <summary><c>segment chips</c>: cuts a scene and its labels into training chips.</summary>
internal static class ChipsCommand
{
    public static Command Create()
    {
        var scene = OptionKinds.Required("--scene", "PATH", "The scene: any raster that GDAL reads.");
        var labels = OptionKinds.Required(
            "--labels",
            "PATH",
            "Class polygons (any vector file) or a classified raster."
        );
        var layer = OptionKinds.Text("--layer", "NAME", "The layer of the labels file, where it holds several.");
        var field = OptionKinds.Text("--class-value-field", "FIELD", "The field with the class of each polygon.");
        var output = OptionKinds.Required(
            "--out",
            "DIR",
            "The chips folder to write (ArcGIS's Classified Tiles layout)."
        );
        var tileSize = OptionKinds.Number("--tile-size", "Side of a chip, in pixels.", 64);
        var stride = OptionKinds.Number("--stride", "Step from chip to chip, in pixels.", 32);
        var command = new Command("chips", "Cut a scene and its class polygons into training chips.")
        {
            scene,
            labels,
            layer,
            field,
            output,
            tileSize,
            stride,
        };
        command.OnCall(
            (parsed, session) =>
            {
                var options = new ChipExportOptions
                {
                    Scene = parsed.GetRequiredValue(scene),
                    Labels = parsed.GetRequiredValue(labels),
                    Layer = parsed.GetValue(layer),
                    ClassValueField = parsed.GetValue(field),
                    OutFolder = parsed.GetRequiredValue(output),
                    TileSize = parsed.GetValue(tileSize),
                    Stride = parsed.GetValue(stride),
                };
                ChipsOutput.Print(Run(options, session));
                return ExitCode.Success;
            }
        );
        return command;
    }

    /// <summary>Cuts the chips behind a progress bar.</summary>
    /// <param name="options">What to cut.</param>
    /// <param name="session">The console.</param>
    /// <returns>What was written.</returns>
    public static ChipExportResult Run(ChipExportOptions options, ConsoleSession session) =>
        ConsoleSession.Step(
            "Cutting chips",
            progress => ChipExporter.Export(options, progress, ConsoleSession.Notice, session.Token)
        );
}
