using System.Collections;
using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;

namespace Segment.CommandLine.Recording;

/// <summary>Writes down a command line: as it can be given again, and option by option.</summary>
internal static class CommandWords
{
    private const string PlainCharacters = "-_./:=,+%@*";

    /// <summary>Writes a command line as a shell takes it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>The words; what follows <c>?</c> in an address is left out, since it may hold a key.</returns>
    public static string Text(ParseResult parsed) =>
        string.Join(' ', parsed.Tokens.Select(token => Quoted(WithoutKey(token.Value))));

    /// <summary>Lists what a command works with.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="without">Options that say nothing about the result.</param>
    /// <returns>Values by the option's name, those left at a default included; options that are not given and have none are left out.</returns>
    public static IReadOnlyDictionary<string, string> Parameters(
        ParseResult parsed,
        params IReadOnlyList<Option> without
    )
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in parsed.CommandResult.Command.Options.Except(without).Where(o => o is not HelpOption))
        {
            if (ValueOf(parsed, option) is { Length: > 0 } value)
            {
                all[option.Name] = value;
            }
        }

        foreach (var argument in parsed.CommandResult.Command.Arguments)
        {
            if (parsed.GetResult(argument)?.Tokens is { Count: > 0 } tokens)
            {
                all[argument.Name] = Words(tokens.Select(token => token.Value));
            }
        }

        return all;
    }

    private static string ValueOf(ParseResult parsed, Option option) =>
        parsed.GetResult(option) switch
        {
            { Implicit: false, Tokens: { Count: > 0 } tokens } => Words(tokens.Select(token => token.Value)),
            { Implicit: false } => "true",
            _ => option.HasDefaultValue ? Default(option.GetDefaultValue()) : string.Empty,
        };

    private static string Default(object? value) =>
        value switch
        {
            string text => text,
            IEnumerable items => Words(items.Cast<object?>().Select(Default)),
            bool => string.Empty,
            Enum => string.Empty,
            IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
            _ => string.Empty,
        };

    private static string Words(IEnumerable<string> words) => string.Join(' ', words.Select(WithoutKey));

    private static string WithoutKey(string word) =>
        word.Contains("://", StringComparison.Ordinal) && word.IndexOf('?', StringComparison.Ordinal) is > 0 and var at
            ? word[..(at + 1)] + "…"
            : word;

    private static string Quoted(string word) =>
        word.Length > 0
        && word.All(c => char.IsLetterOrDigit(c) || PlainCharacters.Contains(c, StringComparison.Ordinal))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
