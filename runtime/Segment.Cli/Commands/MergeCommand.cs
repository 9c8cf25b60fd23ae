using System.CommandLine;
using Segment.Cli.Output;
using Segment.Cli.Recording;
using Segment.CommandLine;
using Segment.CommandLine.Recording;
using Segment.Runtime;

namespace Segment.Cli.Commands;

/// <summary><c>segment merge</c>: makes the map of shards.</summary>
internal static class MergeCommand
{
    private static readonly Option<string> Output = OptionKinds.Required(
        "--out",
        "MAP.tif",
        "The map: the --out that 'segment classify --shard' was given."
    );

    public static Command Create()
    {
        var command = new Command("merge", "Make the map of the shards that 'segment classify --shard' made.")
        {
            Output,
        };
        ResultOptions.AddTo(command);
        RunRequest.AddTo(command);
        command.OnCall(
            (parsed, session) =>
            {
                ResultOptions.Check(parsed);
                var map = parsed.GetRequiredValue(Output);
                var result = RecordedMap.Merge(
                    RunRequest.Of(parsed),
                    map,
                    () => ConsoleSession.Step("Merging", _ => MapMerge.Run(map, ConsoleSession.Notice, session.Token))
                );
                ClassifyOutput.PrintClasses(result.Classes, result.NoDataPixels, result.AbstainedPixels);
                ConsoleSession.Print($"Map of {result.Shards} shards: {PathText.Short(result.MapPath)}");
                ResultOptions.Write(parsed, result.ScenePath, result.MapPath, result.Classes, session);
                return ExitCode.Success;
            }
        );
        return command;
    }
}
