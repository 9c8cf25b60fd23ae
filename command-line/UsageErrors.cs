using System.CommandLine;
using Segment.PackageFormat;

namespace Segment.CommandLine;

/// <summary>Says what is wrong with a command line, and which known word comes nearest.</summary>
internal static class UsageErrors
{
    public static void Print(ParseResult result, TextWriter output)
    {
        var command = result.CommandResult.Command;
        var known = command
            .Subcommands.Select(c => c.Name)
            .Concat(
                command
                    .Options.SelectMany(o => o.Aliases.Prepend(o.Name))
                    .Where(n => n.StartsWith("--", StringComparison.Ordinal))
            )
            .ToList();
        foreach (var word in result.UnmatchedTokens)
        {
            var kind = word.StartsWith('-') ? "option" : "word";
            var hint = NearestName.Find(word.Split('=')[0], known) is { } nearest
                ? $" Did you mean '{nearest}'?"
                : string.Empty;
            output.WriteLine($"'{Path(result)}' does not know the {kind} '{word}'.{hint}");
        }

        // An unknown word also makes the parser complain of what is missing: the first cause is enough.
        if (result.UnmatchedTokens.Count == 0)
        {
            foreach (var message in result.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
            {
                output.WriteLine(message);
            }
        }

        output.WriteLine($"'{Path(result)} --help' lists what there is.");
    }

    private static string Path(ParseResult result)
    {
        var names = new List<string>();
        for (var c = result.CommandResult; c is not null; c = c.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Insert(0, c.Command.Name);
        }

        return string.Join(' ', names);
    }
}
