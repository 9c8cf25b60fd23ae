using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Raster.Chips;

namespace Segment.Cli.Commands;

/// <summary><c>segment chips</c>: cuts a scene and its labels into training chips.</summary>
internal static class ChipsCommand
{
    private static readonly Option<string> Scene = OptionKinds.Required(
        "--scene",
        "PATH",
        "The scene: any raster that GDAL reads."
    );
    private static readonly Option<string> Labels = OptionKinds.Required(
        "--labels",
        "PATH",
        "Class polygons (any vector file) or a classified raster."
    );
    private static readonly Option<string?> Layer = OptionKinds.Text(
        "--layer",
        "NAME",
        "The layer of the labels file, where it holds several."
    );
    private static readonly Option<string?> Field = OptionKinds.Text(
        "--class-value-field",
        "FIELD",
        "The field with the class of each polygon."
    );
    private static readonly Option<string> Output = OptionKinds.Required(
        "--out",
        "DIR",
        "The chips folder to write (ArcGIS's Classified Tiles layout)."
    );
    private static readonly Option<int> TileSize = OptionKinds.Number("--tile-size", "Side of a chip, in pixels.", 64);
    private static readonly Option<int> Stride = OptionKinds.Number(
        "--stride",
        "Step from chip to chip, in pixels.",
        32
    );

    public static Command Create()
    {
        var command = new Command("chips", "Cut a scene and its class polygons into training chips.")
        {
            Scene,
            Labels,
            Layer,
            Field,
            Output,
            TileSize,
            Stride,
        };
        command.OnCall(
            (parsed, session) =>
            {
                var options = new ChipExportOptions
                {
                    Scene = parsed.GetRequiredValue(Scene),
                    Labels = parsed.GetRequiredValue(Labels),
                    Layer = parsed.GetValue(Layer),
                    ClassValueField = parsed.GetValue(Field),
                    OutFolder = parsed.GetRequiredValue(Output),
                    TileSize = parsed.GetValue(TileSize),
                    Stride = parsed.GetValue(Stride),
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
