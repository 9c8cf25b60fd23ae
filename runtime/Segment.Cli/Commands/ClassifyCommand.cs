using System.CommandLine;
using Segment.Cli.Output;
using Segment.Cli.Recording;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Runtime;

namespace Segment.Cli.Commands;

/// <summary><c>segment classify</c>: turns a scene into a map with a package.</summary>
internal static class ClassifyCommand
{
    private static readonly Option<string> Output = OptionKinds.Required(
        "--out",
        "MAP.tif",
        "The map to write: a GeoTIFF on the scene's grid. With PROCESS_ITEMS_SEPARATELY: the folder of the maps."
    );
    private static readonly Option<ProcessingMode> Mode = OptionKinds.Word<ProcessingMode>(
        "--processing-mode",
        "Map several scenes as one mosaic, or each by itself into the folder --out"
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

    public static Command Create()
    {
        var command = new Command("classify", "Turn a scene into a land-cover map with a package.")
        {
            Output,
            Mode,
            Shard,
            Restart,
            Force,
        };
        JobOptions.AddTo(command);
        GridOptions.AddTo(command);
        LayerOptions.AddTo(command);
        ForeignOptions.AddTo(command);
        ResultOptions.AddTo(command);
        RunRequest.AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                ResultOptions.Check(parsed);
                if (parsed.GetValue(Shard) is not null)
                {
                    ResultOptions.RefuseForPart(parsed);
                }

                var mode = parsed.GetValue(Mode);
                if (mode == ProcessingMode.ProcessItemsSeparately)
                {
                    ResultOptions.RefuseForMany(parsed);
                }

                using var jobs = SceneJobs.Open(JobOptions.Scenes(parsed), mode, parsed.GetRequiredValue(Output));
                foreach (var job in jobs.Jobs)
                {
                    Classify(parsed, mode, job, session);
                }

                return ExitCode.Success;
            }
        );
        return command;
    }

    private static void Classify(ParseResult parsed, ProcessingMode mode, SceneJob job, ConsoleSession session)
    {
        var options = JobOptions.Read(parsed, job) with
        {
            Restart = parsed.GetValue(Restart),
            Shard = parsed.GetValue(Shard) is { } shard
                ? ShardNumber.Parse(shard, Environment.GetEnvironmentVariable)
                : null,
        };
        options = LayerOptions.Apply(GridOptions.Apply(options, parsed), parsed);
        options = ForeignOptions.Apply(options, parsed);
        DoctorGate.BeforeMap(options, parsed.GetValue(Force) ?? [], session);
        var result = RecordedMap.Classify(
            RunRequest.Of(parsed),
            options,
            mode == ProcessingMode.ProcessItemsSeparately
                ? ScenePaths.Text([job.ScenePath])
                : ScenePaths.Text(JobOptions.Scenes(parsed)),
            () => Run(options, session)
        );
        ClassifyOutput.Print(result);
        if (options.Shard is null)
        {
            ResultOptions.Write(parsed, options.ScenePath, options.OutPath, result.Classes, session);
        }
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
