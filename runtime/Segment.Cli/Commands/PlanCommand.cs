using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
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
        command.OnCall(
            (parsed, session) =>
            {
                var options = LayerOptions.Apply(GridOptions.Apply(JobOptions.Read(parsed, Map), parsed), parsed);
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
