using System.Text.Json;
using System.Text.Json.Nodes;
using Segment.PackageFormat;
using Segment.Server.Faults;
using Segment.Server.Jobs;
using Segment.Server.Scenes;

namespace Segment.Server.Processes;

/// <summary>Reads an execute request strictly (OGC 18-062r2, execute.yaml).</summary>
internal static class ExecuteReader
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads a request.</summary>
    /// <param name="body">The body.</param>
    /// <param name="token">Stops it.</param>
    /// <returns>What is wanted.</returns>
    /// <exception cref="ApiException">The body is not JSON, or something in it is unknown or makes no sense (400).</exception>
    public static async Task<JobRequest> Read(Stream body, CancellationToken token)
    {
        JsonObject? document;
        try
        {
            document = await JsonNode.ParseAsync(body, null, Strict, token) as JsonObject;
        }
        catch (JsonException)
        {
            throw OgcFault.BadParameter(
                "The body is not JSON. Send an execute request: {\"inputs\": {\"model\": …, \"scene\": …}}"
            );
        }

        if (document is null)
        {
            throw OgcFault.BadParameter("The body must be a JSON object with 'inputs'.");
        }

        var inputs = Part(document, "inputs") ?? [];
        var outputs = Part(document, "outputs");
        var response = document["response"];
        foreach (
            var key in document.Select(pair => pair.Key).Where(key => key is not ("inputs" or "outputs" or "response"))
        )
        {
            throw OgcFault.BadParameter(
                $"'{ShownText.Plain(key)}' is not understood here; there are inputs, outputs and response."
            );
        }

        var scene = SceneInput.Read(inputs["scene"]);
        inputs.Remove("scene");
        var read = InputReader.Read(Unwrapped(inputs));
        if (read.Model is not { Length: > 0 })
        {
            throw OgcFault.BadParameter(
                "The input 'model' is missing: give the name of a model. GET /models lists those there are."
            );
        }

        return new JobRequest(read, scene, Outputs(outputs), IsDocument(response));
    }

    private static JsonObject? Part(JsonObject document, string name) =>
        document[name] switch
        {
            null => null,
            JsonObject part => part,
            _ => throw OgcFault.BadParameter($"'{name}' must be a JSON object."),
        };

    private static bool IsDocument(JsonNode? response) =>
        response?.ToString() switch
        {
            null or "raw" => false,
            "document" => true,
            _ => throw OgcFault.BadParameter("'response' must be raw or document."),
        };

    // A value may stand alone or as {"value": …}.
    private static JsonObject Unwrapped(JsonObject inputs)
    {
        var plain = new JsonObject();
        foreach (var (name, node) in inputs)
        {
            plain[name] = (node is JsonObject wrapped && wrapped["value"] is { } value ? value : node)?.DeepClone();
        }

        return plain;
    }

    private static Dictionary<string, Transmission?> Outputs(JsonObject? outputs)
    {
        if (outputs is null)
        {
            return OutputCatalog.All.ToDictionary(
                output => output.Id,
                _ => (Transmission?)null,
                StringComparer.Ordinal
            );
        }

        var wanted = new Dictionary<string, Transmission?>(StringComparer.Ordinal);
        foreach (var (id, node) in outputs)
        {
            var output =
                OutputCatalog.Find(id)
                ?? throw OgcFault.BadParameter(
                    $"There is no output '{ShownText.Plain(id)}'; there are {string.Join(", ", OutputCatalog.All.Select(o => o.Id))}."
                );
            wanted[id] = Mode(
                output,
                node as JsonObject ?? throw OgcFault.BadParameter($"The output '{id}' must be an object, such as {{}}.")
            );
        }

        return wanted.Count > 0 ? wanted : throw OgcFault.BadParameter("'outputs' is empty; leave it out for all.");
    }

    private static Transmission? Mode(OutputKind output, JsonObject wish)
    {
        if (
            wish["format"] is JsonObject format
            && format["mediaType"] is { } type
            && type.ToString().Split(';')[0] != output.MediaType.Split(';')[0]
        )
        {
            throw OgcFault.BadParameter($"The output '{output.Id}' comes as {output.MediaType} alone.");
        }

        return wish["transmissionMode"]?.ToString() switch
        {
            null => null,
            "value" => Transmission.Value,
            "reference" => Transmission.Reference,
            _ => throw OgcFault.BadParameter("A transmissionMode must be value or reference."),
        };
    }
}
