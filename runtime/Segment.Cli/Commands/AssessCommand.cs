using System.CommandLine;

namespace Segment.Cli.Commands;

/// <summary><c>segment assess</c>: how good a map is.</summary>
internal static class AssessCommand
{
    public static Command Create() =>
        new("assess", "Judge a map: draw points to interpret, and tell its accuracy.")
        {
            AssessSampleCommand.Create(),
            AssessReportCommand.Create(),
        };
}
