using System.CommandLine;
using Segment.CommandLine;
using Segment.Trainer.Options;

namespace Segment.Trainer.Commands;

/// <summary>The options of <c>segment train</c>: where chips are kept.</summary>
internal static class StorageArguments
{
    private static readonly Option<Auto<long>> ChipMemory = OptionKinds.AutoBytes(
        "--chip-memory",
        "Memory that the images of the chips may take, such as 4GB; larger sets lie in a file beside the chips. auto: a quarter."
    );

    /// <summary>Gets the title over the options in the help, and the options.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group => ("Where chips are kept", [ChipMemory]);

    /// <summary>Takes over what was given.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static StorageOptions Read(ParseResult parsed) => new() { ChipMemory = parsed.GetValue(ChipMemory) };
}
