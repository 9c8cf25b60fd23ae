using System.CommandLine;
using Segment.Trainer.Options;

namespace Segment.Trainer.Commands;

/// <summary>The options of <c>segment train</c>: how training chips are varied.</summary>
internal static class AugmentationArguments
{
    /// <summary>Gets the title over the options in the help, and the options.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group => ("How chips are varied", []);

    /// <summary>Takes over what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static AugmentationOptions Read(ParseResult parsed) => new();
}
