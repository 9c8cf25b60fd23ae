using System.CommandLine;
using Segment.Ledger;

namespace Segment.CommandLine.Recording;

/// <summary>What a command line says about its place in the ledger of runs.</summary>
public sealed record RunRequest
{
    private static readonly Option<string?> LedgerFile = OptionKinds.Text(
        "--ledger",
        "FILE|off",
        $"The ledger that the run is written to. [default: {LedgerPlace.FileName} near the result]"
    );

    private static readonly Option<string?> BatchAlias = OptionKinds.Text(
        "--batch-alias",
        "TEXT",
        "A name for the batch of runs that this one belongs to, for the ledger."
    );

    /// <summary>Gets the options' place in a command's help.</summary>
    public static (string Title, IReadOnlyList<Option> Options) Group { get; } =
        ("The ledger of runs", [LedgerFile, BatchAlias]);

    /// <summary>Gets what <c>--ledger</c> says; null without it.</summary>
    public string? Ledger { get; init; }

    /// <summary>Gets the batch; null for none.</summary>
    public string? Batch { get; init; }

    /// <summary>Gets the command line, without the program's name.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>Gets the options and their values.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Adds <c>--ledger</c> and <c>--batch-alias</c> to a command.</summary>
    /// <param name="command">The command.</param>
    public static void AddTo(Command command)
    {
        command.Add(LedgerFile);
        command.Add(BatchAlias);
    }

    /// <summary>Reads a command line.</summary>
    /// <param name="parsed">It.</param>
    /// <returns>The request.</returns>
    public static RunRequest Of(ParseResult parsed) =>
        new()
        {
            Ledger = parsed.GetValue(LedgerFile),
            Batch = parsed.GetValue(BatchAlias),
            Command = CommandWords.Text(parsed),
            Parameters = CommandWords.Parameters(parsed, LedgerFile, BatchAlias),
        };
}
