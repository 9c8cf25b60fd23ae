using System.CommandLine;
using Segment.Trainer.Options;

namespace Segment.Trainer.Commands;

/// <summary>The options of <c>segment train</c>: how the weights move.</summary>
internal static class ScheduleArguments
{
    /// <summary>Gets the title over the options in the help, and the options.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group => ("How the weights move", []);

    /// <summary>Takes over what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static ScheduleOptions Read(ParseResult parsed) => new();
}
