using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Runtime.Assessment;

namespace Segment.Cli.Commands;

/// <summary><c>segment assess sample</c>: draws points from a map, for somebody to tell what each of them is.</summary>
internal static class AssessSampleCommand
{
    private static readonly Option<string> Map = OptionKinds.Required(
        "--map",
        "MAP.tif",
        "The map to draw points from."
    );

    private static readonly Option<string> Output = OptionKinds.Required(
        "--out",
        "POINTS.gpkg",
        "The GeoPackage to write."
    );

    private static readonly Option<SampleDesign> Design = OptionKinds.Word<SampleDesign>(
        "--design",
        "How points are spread over the map"
    );

    private static readonly Option<int> Points = OptionKinds.Number(
        "--points",
        "Number of points; rounding up for each class may add a few.",
        500
    );

    private static readonly Option<int> MinPoints = OptionKinds.Number(
        "--min-points-per-class",
        "The least number of points of a class in the design 'stratified'.",
        10
    );

    private static readonly Option<double> MinDistance = OptionKinds.Real(
        "--min-distance",
        "The least distance between two points, in map units; 0 for any.",
        0
    );

    private static readonly Option<int> Seed = OptionKinds.Number("--seed", "The same seed gives the same points.", 42);

    private static readonly Option<bool> Blind = OptionKinds.Flag(
        "--blind",
        "Hide the map's class from who interprets the points."
    );

    public static Command Create()
    {
        var command = new Command("sample", "Draw random points from a map, for somebody to tell what each of them is.")
        {
            Map,
            Design,
            Points,
            MinPoints,
            MinDistance,
            Seed,
            Blind,
            Output,
        };
        command.OnCall(
            (parsed, session) =>
            {
                var options = new SampleOptions
                {
                    MapPath = parsed.GetRequiredValue(Map),
                    OutPath = parsed.GetRequiredValue(Output),
                    Design = parsed.GetValue(Design),
                    Points = parsed.GetValue(Points),
                    MinPointsPerClass = parsed.GetValue(MinPoints),
                    MinDistance = parsed.GetValue(MinDistance),
                    Seed = parsed.GetValue(Seed),
                    Blind = parsed.GetValue(Blind),
                };
                var sample = ConsoleSession.Step(
                    "Drawing",
                    progress => SampleDrawing.Run(options, progress, ConsoleSession.Notice, session.Token)
                );
                SampleOutput.Print(sample, options);
                return ExitCode.Success;
            }
        );
        return command;
    }
}
