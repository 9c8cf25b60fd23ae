using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Runtime;

namespace Segment.Cli.Commands;

/// <summary><c>segment classify</c>: turns a scene into a map with a package.</summary>
internal static class ClassifyCommand
{
    private static readonly Option<string> Model = OptionKinds.Required(
        "--model",
        "NAME|PATH",
        "A package: its name in models/, or the path of a .dlpk."
    );
    private static readonly Option<string> Scene = OptionKinds.Required(
        "--scene",
        "PATH",
        "The scene to classify: any raster that GDAL reads."
    );
    private static readonly Option<string> Output = OptionKinds.Required(
        "--out",
        "MAP.tif",
        "The map to write: a GeoTIFF on the scene's grid."
    );
    private static readonly Option<Auto<int>> TileSize = OptionKinds.AutoNumber(
        "--tile-size",
        "Side of a tile with its padding, in pixels."
    );
    private static readonly Option<Auto<int>> Padding = OptionKinds.AutoNumber(
        "--padding",
        "Border of a tile computed and thrown away, in pixels."
    );
    private static readonly Option<Auto<int>> BatchSize = OptionKinds.AutoNumber(
        "--batch-size",
        "Tiles that go through the network at once."
    );
    private static readonly Option<string> Device = OptionKinds.Choice(
        "--device",
        "Where the network runs.",
        "auto",
        "cpu",
        "cuda"
    );
    private static readonly Option<Auto<long>> MemoryLimit = OptionKinds.AutoBytes(
        "--memory-limit",
        "Memory that the whole process may take, such as 700MB or 2GB; auto is a quarter of what the machine or container allows."
    );
    private static readonly Option<string?> Shard = OptionKinds.Text(
        "--shard",
        "I/N|auto/N",
        "Make part I of N, from 0; 'auto' takes I from an array job. 'segment merge' makes the map of all."
    );
    private static readonly Option<bool> Restart = new("--restart")
    {
        Description = "Throw an unfinished map's work away and begin anew.",
    };
    private static readonly Option<string[]> Force = ForceOption.Create();
    private static readonly Option<string[]> Folders = ModelsCommand.FoldersOption();

    public static Command Create()
    {
        var command = new Command("classify", "Turn a scene into a land-cover map with a package.")
        {
            Model,
            Scene,
            Output,
            TileSize,
            Padding,
            BatchSize,
            MemoryLimit,
            Device,
            Shard,
            Restart,
            Force,
            Folders,
        };
        GridOptions.AddTo(command);
        LayerOptions.AddTo(command);
        ResultOptions.AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                ResultOptions.Check(parsed);
                if (parsed.GetValue(Shard) is not null)
                {
                    ResultOptions.RefuseForPart(parsed);
                }

                var options = new ClassifyOptions
                {
                    ModelPath = ModelsCommand.Folder(parsed.GetValue(Folders)).Resolve(parsed.GetRequiredValue(Model)),
                    ScenePath = parsed.GetRequiredValue(Scene),
                    OutPath = parsed.GetRequiredValue(Output),
                    TileSize = parsed.GetValue(TileSize),
                    Padding = parsed.GetValue(Padding),
                    BatchSize = parsed.GetValue(BatchSize),
                    MemoryLimit = parsed.GetValue(MemoryLimit),
                    Device = Enum.Parse<InferenceDevice>(parsed.GetRequiredValue(Device), ignoreCase: true),
                    Restart = parsed.GetValue(Restart),
                    Shard = parsed.GetValue(Shard) is { } shard
                        ? ShardNumber.Parse(shard, Environment.GetEnvironmentVariable)
                        : null,
                };
                options = LayerOptions.Apply(GridOptions.Apply(options, parsed), parsed);
                DoctorGate.BeforeMap(options, parsed.GetValue(Force) ?? [], session);
                ClassifyOutput.Print(Run(options, session));
                if (options.Shard is null)
                {
                    ResultOptions.Write(parsed, options.ScenePath, options.OutPath, session);
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
