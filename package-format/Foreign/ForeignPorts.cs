using Segment.PackageFormat.Onnx;

namespace Segment.PackageFormat.Foreign;

/// <summary>The input and the output of a model of others that classify pixels.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Channels">Its channels.</param>
/// <param name="TileSize">The side of the tiles it takes, in pixels.</param>
/// <param name="OneTile">Whether it takes one tile at a time.</param>
/// <param name="Output">The output's name.</param>
/// <param name="OutputIndex">Its position among the outputs.</param>
/// <param name="Answers">Its channels; 1 where it has no axis for them.</param>
/// <param name="HasChannelAxis">Whether it has one.</param>
/// <param name="Margin">The pixels on each side of a tile for which there is no answer.</param>
internal sealed record ForeignPorts(
    string Input,
    int Channels,
    int TileSize,
    bool OneTile,
    string Output,
    int OutputIndex,
    int Answers,
    bool HasChannelAxis,
    int Margin
)
{
    private const int LargestTile = 4096;

    /// <summary>Finds them.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="metadata">Its metadata.</param>
    /// <param name="options">What the user says.</param>
    /// <param name="problems">Gets what is in the way.</param>
    /// <returns>The ports; null where there are problems.</returns>
    public static ForeignPorts? Find(
        ForeignGraph graph,
        DeepnessMetadata metadata,
        ForeignModelOptions options,
        List<string> problems
    )
    {
        if (metadata.IsOtherKind)
        {
            problems.Add(
                $"Its metadata say that it is a {ShownText.Quote(metadata.ModelType!)}; only a Segmentor gives each pixel a class."
            );
            return null;
        }

        var input = FindInput(graph.Inputs, problems);
        var output = FindOutput(graph.Outputs, options, problems);
        if (input is null || output < 0)
        {
            return null;
        }

        var side = Side(input, metadata, options, problems);
        return side > 0 ? Fit(input, side, graph.Outputs[output], output, problems) : null;
    }

    private static ValueInfoProto? FindInput(IReadOnlyList<ValueInfoProto> inputs, List<string> problems)
    {
        var shown = string.Join(", ", inputs.Take(4).Select(Shown));
        if (
            inputs is [var input]
            && IsFloat(input)
            && Sides(input) is [_, >= 1 and <= 1024, var height, var width]
            && height == width
        )
        {
            return input;
        }

        problems.Add(
            $"Its input is {(shown.Length > 0 ? shown : "nothing")}; one of floating-point numbers (N, bands, H, W) with equal "
                + "H and W is needed."
        );
        return null;
    }

    private static int FindOutput(
        IReadOnlyList<ValueInfoProto> outputs,
        ForeignModelOptions options,
        List<string> problems
    )
    {
        var names = outputs.Select(o => o.Name).ToList();
        var found =
            options.Output is { } wanted ? names.IndexOf(wanted)
            : names.Count == 1 ? 0
            : -1;
        if (found < 0)
        {
            var list = string.Join(", ", names.Take(8).Select(ShownText.Quote));
            problems.Add(
                options.Output is { } missing
                    ? $"It has no output {ShownText.Quote(missing)}; its outputs are {list}."
                    : $"It has {names.Count} outputs ({list}): say which one holds the classes with --model-output."
            );
        }

        return found;
    }

    private static int Side(
        ValueInfoProto input,
        DeepnessMetadata metadata,
        ForeignModelOptions options,
        List<string> problems
    )
    {
        var own = Sides(input)[2];
        var side = own > 0 ? own : options.TileSize ?? metadata.TileSize ?? 0;
        if (side == 0)
        {
            problems.Add("It takes tiles of any size and does not say which is good: give --tile-size.");
        }
        else if (side is < 8 or > LargestTile)
        {
            problems.Add($"Its tiles are {side} px wide; 8-{LargestTile} px are allowed.");
            return 0;
        }
        else if (options.TileSize is { } asked && asked != side)
        {
            problems.Add($"It takes tiles of {side} px only, not of {asked}: leave --tile-size out.");
        }

        return (int)side;
    }

    private static ForeignPorts? Fit(
        ValueInfoProto input,
        int side,
        ValueInfoProto output,
        int outputIndex,
        List<string> problems
    )
    {
        var sides = Sides(output);
        var hasChannels = sides.Count == 4;
        long[] plane = sides.Count >= 3 ? [.. sides.Skip(sides.Count - 2)] : [];
        var answer = plane.Length == 2 && plane[0] == plane[1] ? (plane[0] > 0 ? plane[0] : side) : -1;
        if (!IsFloat(output) || sides.Count is not (3 or 4) || answer < 0 || (!hasChannels && plane[0] <= 0))
        {
            problems.Add($"Its output is {Shown(output)}; floating-point numbers (N, classes, H, W) are needed.");
            return null;
        }

        if (answer > side || (side - answer) % 2 != 0 || answer <= side / 2)
        {
            problems.Add(
                $"It answers {answer} × {answer} px for a tile of {side} × {side} px, so it does not give each pixel a class."
            );
            return null;
        }

        var channels = hasChannels ? sides[1] : 1;
        if (channels is < 1 or > 254)
        {
            problems.Add($"Its output is {Shown(output)}; 1-254 classes are allowed, and their number must be fixed.");
            return null;
        }

        return new ForeignPorts(
            input.Name,
            (int)Sides(input)[1],
            side,
            Sides(input)[0] > 0,
            output.Name,
            outputIndex,
            (int)channels,
            hasChannels,
            (int)(side - answer) / 2
        );
    }

    private static bool IsFloat(ValueInfoProto value) =>
        value.Type?.TensorType?.ElemType == (int)TensorProto.Types.DataType.Float;

    /// <summary>Lists the lengths of the sides; 0 for free ones.</summary>
    private static IReadOnlyList<long> Sides(ValueInfoProto value) =>
        [.. (value.Type?.TensorType?.Shape?.Dim ?? []).Select(side => Math.Max(0, side.DimValue))];

    private static string Shown(ValueInfoProto value)
    {
        var sides = Sides(value).Take(8).Select(side => side > 0 ? $"{side}" : "free");
        var type = (TensorProto.Types.DataType)(value.Type?.TensorType?.ElemType ?? 0);
        return $"{ShownText.Quote(value.Name)}, {type} ({string.Join(", ", sides)})";
    }
}
