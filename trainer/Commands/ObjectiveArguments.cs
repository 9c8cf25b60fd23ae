using System.CommandLine;
using Segment.Trainer.Options;

namespace Segment.Trainer.Commands;

/// <summary>The options of <c>segment train</c>: what training lowers, and which epoch is the best.</summary>
internal static class ObjectiveArguments
{
    /// <summary>Gets the title over the options in the help, and the options.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group => ("What is lowered", []);

    /// <summary>Takes over what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static ObjectiveOptions Read(ParseResult parsed) => new();
}
