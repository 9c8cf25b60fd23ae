using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Runtime;

namespace Segment.Cli.Commands;

/// <summary>The options of <c>segment classify</c> that say what an ONNX model of others does not say itself.</summary>
internal static class ForeignOptions
{
    private static readonly Option<string?> ClassNames = OptionKinds.Text(
        "--class-names",
        "A,B,…",
        "Of an ONNX model of others: the classes in the order of its channels."
    );
    private static readonly Option<int[]?> Bands = List<int>(
        "--bands",
        "Of an ONNX model of others: the scene's bands that it reads, from 1, in its order."
    );
    private static readonly Option<double[]?> Center = List<double>(
        "--center",
        "Of an ONNX model of others: what is subtracted from the samples, one number or one a band."
    );
    private static readonly Option<double[]?> Scale = List<double>(
        "--scale",
        "Of an ONNX model of others: what they are divided by after that; 255 for bytes as 0-1."
    );
    private static readonly Option<double?> Resolution = new("--resolution")
    {
        Description = "Of an ONNX model of others: the pixel size that it was made for, in metres.",
        HelpName = "NUMBER",
    };
    private static readonly Option<string?> Output = OptionKinds.Text(
        "--model-output",
        "NAME",
        "Of an ONNX model of others: the output with the classes, where it has several."
    );

    /// <summary>Adds the options to a command.</summary>
    /// <param name="command">The command.</param>
    public static void AddTo(Command command)
    {
        command.Add(ClassNames);
        command.Add(Bands);
        command.Add(Center);
        command.Add(Scale);
        command.Add(Resolution);
        command.Add(Output);
    }

    /// <summary>Takes over what was given.</summary>
    /// <param name="options">The options so far.</param>
    /// <param name="parsed">The command line.</param>
    /// <returns>The options.</returns>
    public static ClassifyOptions Apply(ClassifyOptions options, ParseResult parsed) =>
        options with
        {
            Foreign = new ForeignModelOptions
            {
                ClassNames = parsed.GetValue(ClassNames)?.Split(',', StringSplitOptions.TrimEntries),
                Bands = Given(parsed.GetValue(Bands)),
                Center = Given(parsed.GetValue(Center)),
                Scale = Given(parsed.GetValue(Scale)),
                Resolution = parsed.GetValue(Resolution),
                Output = parsed.GetValue(Output),
                TileSize = ForeignModel.IsOne(options.ModelPath) ? options.TileSize : null,
            },
        };

    /// <summary>An option for several values that is not given has no value, not none.</summary>
    private static T[]? Given<T>(T[]? values) => values is { Length: > 0 } ? values : null;

    private static Option<T[]?> List<T>(string name, string description)
        where T : INumber<T> =>
        new(name)
        {
            Description = description,
            HelpName = "LIST",
            CustomParser = result => Numbers<T>(name, result),
        };

    private static T[]? Numbers<T>(string name, ArgumentResult result)
        where T : INumber<T>
    {
        var text = result.Tokens[0].Value;
        var numbers = new List<T>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!T.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                result.AddError($"{name} is '{text}': give numbers separated by commas.");
                return null;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
