using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Runtime;
using Segment.Runtime.Maps;

namespace Segment.Cli.Commands;

/// <summary><c>segment classify</c>: turns a scene into a map with a package.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var model = OptionKinds.Required(
            "--model",
            "NAME|PATH",
            "A package: its name in models/, or the path of a .dlpk."
        );
        var scene = OptionKinds.Required("--scene", "PATH", "The scene to classify: any raster that GDAL reads.");
        var output = OptionKinds.Required("--out", "MAP.tif", "The map to write: a GeoTIFF on the scene's grid.");
        var tileSize = OptionKinds.AutoNumber("--tile-size", "Side of a tile with its padding, in pixels.");
        var padding = OptionKinds.AutoNumber("--padding", "Border of a tile computed and thrown away, in pixels.");
        var batchSize = OptionKinds.AutoNumber("--batch-size", "Tiles that go through the network at once.");
        var device = OptionKinds.Choice("--device", "Where the network runs.", "auto", "cpu", "cuda");
        var picture = OptionKinds.Text("--picture", "PNG", "Also draw the scene and the map side by side.");
        var folders = ModelsCommand.FoldersOption();
        var command = new Command("classify", "Turn a scene into a land-cover map with a package.")
        {
            model,
            scene,
            output,
            tileSize,
            padding,
            batchSize,
            device,
            picture,
            folders,
        };
        command.OnCall(
            (parsed, session) =>
            {
                var options = new ClassifyOptions
                {
                    ModelPath = ModelsCommand.Folder(parsed.GetValue(folders)).Resolve(parsed.GetRequiredValue(model)),
                    ScenePath = parsed.GetRequiredValue(scene),
                    OutPath = parsed.GetRequiredValue(output),
                    TileSize = parsed.GetValue(tileSize),
                    Padding = parsed.GetValue(padding),
                    BatchSize = parsed.GetValue(batchSize),
                    Device = Enum.Parse<InferenceDevice>(parsed.GetValue(device)!, ignoreCase: true),
                };
                ClassifyOutput.Print(Run(options, session));
                if (parsed.GetValue(picture) is { } png)
                {
                    MapPicture.Write(options.ScenePath, options.OutPath, png);
                    ConsoleSession.Print($"Picture: {PathText.Short(png)}");
                }

                return ExitCode.Success;
            }
        );
        return command;
    }

    /// <summary>Classifies behind a progress bar.</summary>
    /// <param name="options">What to classify.</param>
    /// <param name="session">The console.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="SegmentDataException">An input is not usable.</exception>
    public static ClassifyResult Run(ClassifyOptions options, ConsoleSession session) =>
        ConsoleSession.Step(
            "Classifying",
            progress => Classifier.Run(options, progress, ConsoleSession.Notice, session.Token)
        );
}
