using System.CommandLine;
using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Runtime;

namespace Segment.Cli.Commands;

/// <summary>The options that <c>segment classify</c> and <c>segment plan</c> share: what is classified, and how.</summary>
internal static class JobOptions
{
    private static readonly Option<string> Model = OptionKinds.Required(
        "--model",
        "NAME|PATH",
        "A package: its name in models/, or the path of a .dlpk; or an .onnx model of others."
    );
    private static readonly Option<string[]> Scene = new("--scene")
    {
        Description =
            "The scene to classify: any raster that GDAL reads. Several paths, or a pattern such as 'scenes/*.tif', are read as one mosaic.",
        HelpName = "PATH",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };
    private static readonly Option<Auto<int>> TileSize = OptionKinds.AutoNumber(
        "--tile-size",
        "Side of a tile with its padding, in pixels."
    );
    private static readonly Option<Auto<int>> Padding = OptionKinds.AutoNumber(
        "--padding",
        "Border of a tile computed and thrown away, in pixels; auto takes what was measured when the package was made."
    );
    private static readonly Option<string> Blend = OptionKinds.Choice(
        "--blend",
        "Where tiles overlap: hann averages them with a Hann window, none cuts them; auto blends networks that take means over the whole tile.",
        "auto",
        "hann",
        "none"
    );
    private static readonly Option<Auto<int>> BatchSize = OptionKinds.AutoNumber(
        "--batch-size",
        "Tiles that go through the network at once."
    );
    private static readonly Option<Auto<long>> MemoryLimit = OptionKinds.AutoBytes(
        "--memory-limit",
        "Memory that the whole process may take, such as 700MB or 2GB; auto is a quarter of what the machine or container allows."
    );
    private static readonly Option<string> Device = OptionKinds.Choice(
        "--device",
        "Where the network runs.",
        "auto",
        "cpu",
        "cuda"
    );
    private static readonly Option<string> Variant = OptionKinds.Choice(
        "--variant",
        "The form of the network: int8 is faster on a CPU, where the package holds it ('segment quantize' adds it).",
        "float32",
        "int8"
    );
    private static readonly Option<string[]> Folders = ModelsCommand.FoldersOption();

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public static void AddTo(Command command)
    {
        foreach (
            var option in new Option[]
            {
                Model,
                Scene,
                Variant,
                TileSize,
                Padding,
                Blend,
                BatchSize,
                MemoryLimit,
                Device,
                Folders,
            }
        )
        {
            command.Add(option);
        }
    }

    /// <summary>Reads which scenes were given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>Paths and patterns.</returns>
    public static IReadOnlyList<string> Scenes(ParseResult parsed) => parsed.GetRequiredValue(Scene);

    /// <summary>Reads what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="job">The scene, and where its map goes.</param>
    /// <returns>The options.</returns>
    public static ClassifyOptions Read(ParseResult parsed, SceneJob job) =>
        new()
        {
            ModelPath = ModelsCommand.Folder(parsed.GetValue(Folders)).Resolve(parsed.GetRequiredValue(Model)),
            ScenePath = job.ScenePath,
            OutPath = job.OutPath,
            TileSize = parsed.GetValue(TileSize),
            Padding = parsed.GetValue(Padding),
            Blend = Enum.Parse<TileBlending>(parsed.GetRequiredValue(Blend), ignoreCase: true),
            BatchSize = parsed.GetValue(BatchSize),
            MemoryLimit = parsed.GetValue(MemoryLimit),
            Device = Enum.Parse<InferenceDevice>(parsed.GetRequiredValue(Device), ignoreCase: true),
            Variant = Enum.Parse<ModelVariant>(parsed.GetRequiredValue(Variant), ignoreCase: true),
        };
}
