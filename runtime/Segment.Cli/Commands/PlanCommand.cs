using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.Raster.Chips;
using Segment.Runtime;
using Segment.Runtime.Planning;

namespace Segment.Cli.Commands;

/// <summary><c>segment plan</c>: what a classification would take.</summary>
internal static class PlanCommand
{
    /// <summary>Stands for the map, which is not written.</summary>
    private const string Map = "map.tif";

    public static Command Create()
    {
        var command = new Command("plan", "Tell time, memory and disk of a classification, from a few seconds of it.");
        JobOptions.AddTo(command);
        GridOptions.AddTo(command);
        LayerOptions.AddTo(command);
        ForeignOptions.AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                using var jobs = SceneJobs.Open(JobOptions.Scenes(parsed), ProcessingMode.ProcessAsMosaickedImage, Map);
                var options = JobOptions.Read(parsed, jobs.Jobs[0]);
                options = LayerOptions.Apply(GridOptions.Apply(options, parsed), parsed);
                options = ForeignOptions.Apply(options, parsed);
                var plan = ConsoleSession.Step(
                    "Measuring",
                    _ => Planner.Plan(options, ConsoleSession.Notice, session.Token)
                );
                PlanOutput.Print(plan);
                return ExitCode.Success;
            }
        );
        return command;
    }
}
