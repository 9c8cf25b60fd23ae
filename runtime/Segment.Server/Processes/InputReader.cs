using System.Text.Json;
using System.Text.Json.Nodes;
using Segment.PackageFormat;
using Segment.Server.Faults;

namespace Segment.Server.Processes;

/// <summary>Reads <see cref="MapInputs"/> strictly.</summary>
internal static class InputReader
{
    /// <summary>Reads.</summary>
    /// <param name="document">The inputs by name.</param>
    /// <param name="refused">Names that make no sense here.</param>
    /// <returns>The inputs, without problems.</returns>
    /// <exception cref="ApiException">Something is unknown, of another type, or makes no sense (400).</exception>
    public static MapInputs Read(JsonObject document, params IReadOnlyList<string> refused)
    {
        foreach (var name in refused.Where(document.ContainsKey))
        {
            throw OgcFault.BadParameter($"The parameter '{name}' makes no sense here; leave it out.");
        }

        MapInputs inputs;
        try
        {
            inputs = document.Deserialize<MapInputs>(MapInputs.Json) ?? new MapInputs();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw OgcFault.BadParameter($"The inputs cannot be read: {ShownText.Plain(Reason(e))}");
        }

        return string.Join(' ', inputs.Problems()) is { Length: > 0 } problems
            ? throw OgcFault.BadParameter(problems)
            : inputs;
    }

    // Of .NET's text, what a client can use: the place, not the name of our type.
    private static string Reason(Exception e) =>
        e is JsonException { Path: { Length: > 0 } path }
            ? e.Message.Contains("could not be mapped", StringComparison.Ordinal)
                ? $"there is no input '{path.TrimStart('$', '.')}'."
                : $"the value of '{path.TrimStart('$', '.')}' is not of the right kind."
            : "a value is not of the right kind.";
}
