using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;

namespace Segment.CommandLine;

/// <summary>Help of a command with many options: first those that everybody needs, then the others under titles of their
/// own.</summary>
/// <param name="groups">A title and its options each; they are hidden from the first list.</param>
public sealed class GroupedHelp(params IReadOnlyList<(string Title, IReadOnlyList<Option> Options)> groups)
    : SynchronousCommandLineAction
{
    private const int Indent = 2;
    private const int Gap = 2;
    private const int NarrowestText = 30;

    private readonly HelpAction usual = new();

    /// <summary>Adds the options to a command and answers its <c>--help</c>.</summary>
    /// <param name="command">The command; it has the options that everybody needs.</param>
    public void AddTo(Command command)
    {
        foreach (var option in groups.SelectMany(g => g.Options))
        {
            option.Hidden = true;
            command.Add(option);
        }

        command.Add(new HelpOption { Action = this });
    }

    /// <inheritdoc/>
    /// <remarks>Who asks for help need not give what is required.</remarks>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var status = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        var width = Console.IsOutputRedirected ? 120 : Math.Max(60, Console.WindowWidth);
        var column = groups.SelectMany(g => g.Options).Select(o => Name(o).Length).DefaultIfEmpty().Max() + Gap;
        foreach (var (title, options) in groups.Where(g => g.Options.Count > 0))
        {
            output.WriteLine($"{title}:");
            foreach (var option in options)
            {
                Write(output, Name(option).PadRight(column), Text(option), width);
            }

            output.WriteLine();
        }

        return status;
    }

    private static string Name(Option option) =>
        option.HelpName is { Length: > 0 } value ? $"{option.Name} <{value}>" : option.Name;

    private static string Text(Option option)
    {
        var text = option.Description ?? string.Empty;
        return
            option.HasDefaultValue
            && !text.Contains("[default:", StringComparison.Ordinal)
            && option.GetDefaultValue() is string or int or double
            ? string.Create(CultureInfo.InvariantCulture, $"{text} [default: {option.GetDefaultValue()}]")
            : text;
    }

    private static void Write(TextWriter output, string name, string text, int width)
    {
        var room = Math.Max(NarrowestText, width - name.Length - Indent);
        var line = new string(' ', Indent) + name;
        var used = 0;
        foreach (var word in text.Split(' '))
        {
            if (used > 0 && used + word.Length > room)
            {
                output.WriteLine(line.TrimEnd());
                (line, used) = (new string(' ', Indent + name.Length), 0);
            }

            line += word + ' ';
            used += word.Length + 1;
        }

        output.WriteLine(line.TrimEnd());
    }
}
