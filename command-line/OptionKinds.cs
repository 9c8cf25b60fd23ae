using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Segment.CommandLine;

/// <summary>The kinds of option that several commands have.</summary>
public static class OptionKinds
{
    /// <summary>Makes an option that must be given.</summary>
    /// <param name="name">Such as <c>--scene</c>.</param>
    /// <param name="valueName">What its value is, in capitals.</param>
    /// <param name="description">What it means, in one sentence.</param>
    /// <returns>The option.</returns>
    public static Option<string> Required(string name, string valueName, string description) =>
        new(name)
        {
            Description = description,
            HelpName = valueName,
            Required = true,
        };

    /// <summary>Makes an option whose value is text.</summary>
    /// <param name="name">Such as <c>--layer</c>.</param>
    /// <param name="valueName">What its value is, in capitals.</param>
    /// <param name="description">What it means and what happens without it.</param>
    /// <returns>The option; null without it.</returns>
    public static Option<string?> Text(string name, string valueName, string description) =>
        new(name) { Description = description, HelpName = valueName };

    /// <summary>Makes an option whose value is one of a few words.</summary>
    /// <param name="name">Such as <c>--device</c>.</param>
    /// <param name="description">What it means.</param>
    /// <param name="values">The words; the first is the default.</param>
    /// <returns>The option.</returns>
    public static Option<string> Choice(string name, string description, params string[] values)
    {
        var option = new Option<string>(name)
        {
            Description = description,
            HelpName = string.Join('|', values),
            DefaultValueFactory = _ => values[0],
        };
        option.Validators.Add(result =>
        {
            var value = result.Tokens is [var token] ? token.Value : values[0];
            if (!values.Contains(value, StringComparer.Ordinal))
            {
                result.AddError($"{name} is '{value}': give {string.Join(", ", values[..^1])} or {values[^1]}.");
            }
        });
        return option;
    }

    /// <summary>Makes an option whose value is a whole number.</summary>
    /// <param name="name">Such as <c>--stride</c>.</param>
    /// <param name="description">What it means, with its unit.</param>
    /// <param name="defaultValue">Its value when it is not given.</param>
    /// <returns>The option.</returns>
    public static Option<int> Number(string name, string description, int defaultValue) =>
        new(name)
        {
            Description = description,
            HelpName = "NUMBER",
            DefaultValueFactory = _ => defaultValue,
        };

    /// <summary>Makes an option whose value is a number.</summary>
    /// <param name="name">Such as <c>--validation-percentage</c>.</param>
    /// <param name="description">What it means, with its unit.</param>
    /// <param name="defaultValue">Its value when it is not given.</param>
    /// <returns>The option.</returns>
    public static Option<double> Real(string name, string description, double defaultValue) =>
        new(name)
        {
            Description = description,
            HelpName = "NUMBER",
            DefaultValueFactory = _ => defaultValue,
        };

    /// <summary>Makes an option whose value is a name out of a catalog, which checks it.</summary>
    /// <param name="name">Such as <c>--backbone-model</c>.</param>
    /// <param name="description">What it means, with the names.</param>
    /// <param name="defaultValue">Its value when it is not given.</param>
    /// <returns>The option.</returns>
    public static Option<string> Name(string name, string description, string defaultValue) =>
        new(name)
        {
            Description = description,
            HelpName = "NAME",
            DefaultValueFactory = _ => defaultValue,
        };

    /// <summary>Makes an option whose value is <c>auto</c> or a whole number.</summary>
    /// <param name="name">Such as <c>--tile-size</c>.</param>
    /// <param name="description">What it means, with its unit, and what <c>auto</c> does.</param>
    /// <returns>The option; <c>auto</c> is the default.</returns>
    public static Option<Auto<int>> AutoNumber(string name, string description) =>
        new(name)
        {
            Description = description + " [default: auto]",
            HelpName = "auto|NUMBER",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (text == "auto")
                {
                    return default;
                }

                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                {
                    return new(number);
                }

                result.AddError($"{name} is '{text}': give 'auto' or a whole number.");
                return default;
            },
        };

    /// <summary>Makes an option whose value is <c>auto</c> or a number greater than 0.</summary>
    /// <param name="name">Such as <c>--learning-rate</c>.</param>
    /// <param name="description">What it means and what <c>auto</c> does.</param>
    /// <param name="orZero">Whether 0 is allowed too.</param>
    /// <returns>The option; <c>auto</c> is the default.</returns>
    public static Option<Auto<double>> AutoReal(string name, string description, bool orZero = false) =>
        new(name)
        {
            Description = description + " [default: auto]",
            HelpName = "auto|NUMBER",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (text == "auto")
                {
                    return default;
                }

                if (
                    double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    && (number > 0 || (orZero && number == 0))
                )
                {
                    return new(number);
                }

                result.AddError(
                    $"{name} is '{text}': give 'auto' or a number {(orZero ? "from 0 up, such as 10" : "greater than 0, such as 0.001")}."
                );
                return default;
            },
        };

    /// <summary>Makes an option whose value is <c>auto</c> or a size in memory or on a disk.</summary>
    /// <param name="name">Such as <c>--memory-limit</c>.</param>
    /// <param name="description">What it means and what <c>auto</c> does.</param>
    /// <returns>The option, in bytes; <c>auto</c> is the default.</returns>
    public static Option<Auto<long>> AutoBytes(string name, string description) =>
        new(name)
        {
            Description = description + " [default: auto]",
            HelpName = "auto|SIZE",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (text == "auto")
                {
                    return default;
                }

                if (Bytes(text) is { } bytes)
                {
                    return new(bytes);
                }

                result.AddError($"{name} is '{text}': give 'auto' or a whole number with MB or GB, such as 700MB.");
                return default;
            },
        };

    private static long? Bytes(string text)
    {
        var shift = text.ToUpperInvariant() switch
        {
            [.., 'M', 'B'] => 20,
            [.., 'G', 'B'] => 30,
            _ => 0,
        };
        return
            shift > 0 && int.TryParse(text[..^2].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            ? (long)size << shift
            : null;
    }

    /// <summary>Makes an option whose value is a word of an enumeration, written as ArcGIS writes it
    /// (<c>MAP_SPACE</c>); case does not count, and <c>-</c> is as good as <c>_</c>.</summary>
    /// <typeparam name="T">The enumeration; its first member is the default.</typeparam>
    /// <param name="name">Such as <c>--reference-system</c>.</param>
    /// <param name="description">What it means, without a full stop; the words are added.</param>
    /// <returns>The option.</returns>
    public static Option<T> Word<T>(string name, string description)
        where T : struct, Enum
    {
        var words = Words<T>();
        return new Option<T>(name)
        {
            Description = $"{description}: {string.Join(" or ", words.Keys)}. [default: {words.Keys.First()}]",
            HelpName = "WORD",
            CustomParser = result => Parse(words, name, result) ?? default,
        };
    }

    /// <summary>Makes an option whose value is a word of an enumeration, as in <see cref="Word{T}"/>, or nothing.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="name">Such as <c>--training-pixels</c>.</param>
    /// <param name="description">What it means, without a full stop; the words are added.</param>
    /// <param name="otherwise">What happens without it, without a full stop.</param>
    /// <returns>The option; null without it.</returns>
    public static Option<T?> WordOrNone<T>(string name, string description, string otherwise)
        where T : struct, Enum
    {
        var words = Words<T>();
        return new Option<T?>(name)
        {
            Description = $"{description}: {string.Join(" or ", words.Keys)}. [default: {otherwise}]",
            HelpName = "WORD",
            CustomParser = result => Parse(words, name, result),
        };
    }

    private static T? Parse<T>(Dictionary<string, T> words, string name, ArgumentResult result)
        where T : struct, Enum
    {
        var text = result.Tokens[0].Value;
        if (words.TryGetValue(text.Replace('-', '_'), out var value))
        {
            return value;
        }

        result.AddError($"{name} is '{text}': give {string.Join(" or ", words.Keys)}.");
        return null;
    }

    private static Dictionary<string, T> Words<T>()
        where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(v => Word(v.ToString()), StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes an option that is given or not, without a value.</summary>
    /// <param name="name">Such as <c>--all-touched</c>.</param>
    /// <param name="description">What it does when it is given.</param>
    /// <returns>The option.</returns>
    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    // MapSpace becomes MAP_SPACE.
    private static string Word(string name) =>
        string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
