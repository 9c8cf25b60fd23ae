using System.Text.Json.Nodes;
using Segment.Server.Processes;

namespace Segment.Server.Routes;

/// <summary>Examples and media types of the routes, by the route's name, for the definition of the API.</summary>
internal static class OpenApiExamples
{
    private const string Execute =
        """{"inputs": {"model": "olinda-light", "scene": "L7_ETMs.tif"}, "outputs": {"map": {}}}""";
    private const string Job =
        """{"processID": "classify", "type": "process", "jobID": "0f8fad5bd9cb469fa16570867728950e", "status": "running", "progress": 42}""";

    /// <summary>Gives an example of a parameter of a path.</summary>
    /// <param name="name">The parameter.</param>
    /// <returns>The example.</returns>
    public static string Parameter(string name) =>
        name switch
        {
            "process" => ProcessDescription.Id,
            "job" => "0f8fad5bd9cb469fa16570867728950e",
            "output" => OutputCatalog.Map.Id,
            _ => "olinda-light",
        };

    /// <summary>Describes the body of a request.</summary>
    /// <param name="name">The route's name.</param>
    /// <returns>A requestBody; null where there is none.</returns>
    public static JsonObject? Body(string name) =>
        name switch
        {
            "execute" => Content(Links.Json, new JsonObject { ["type"] = "object" }, JsonNode.Parse(Execute)),
            "predict" or "upload" => Content(OutputCatalog.GeoTiff, Binary(), null),
            "putModel" => Content("application/octet-stream", Binary(), null),
            _ => null,
        };

    /// <summary>Describes the answers of a route.</summary>
    /// <param name="name">The route's name.</param>
    /// <returns>Responses by status.</returns>
    public static JsonObject Responses(string name) =>
        name switch
        {
            "execute" => new JsonObject
            {
                ["200"] = Answer("The results.", "*/*", Binary(), null),
                ["201"] = Answer("A job; the header Location names it.", Links.Json, Object(), JsonNode.Parse(Job)),
                ["204"] = new JsonObject { ["description"] = "The results are named in Link headers." },
            },
            "predict" => new JsonObject { ["200"] = Answer("The map.", OutputCatalog.GeoTiff, Binary(), null) },
            "upload" => new JsonObject
            {
                ["201"] = Answer(
                    "The scene's name for a job.",
                    Links.Json,
                    Object(),
                    JsonNode.Parse("""{"scene": "upload:0f8fad5bd9cb469fa16570867728950e"}""")
                ),
            },
            "putModel" => new JsonObject
            {
                ["202"] = Answer("The package is being checked.", Links.Json, Object(), null),
            },
            "getStatus" or "dismiss" => new JsonObject
            {
                ["200"] = Answer("The job.", Links.Json, Object(), JsonNode.Parse(Job)),
            },
            "getOutput" or "getResult" => new JsonObject { ["200"] = Answer("The result.", "*/*", Binary(), null) },
            "getMetrics" => new JsonObject
            {
                ["200"] = Answer("The figures.", "text/plain", new JsonObject { ["type"] = "string" }, null),
            },
            _ => new JsonObject { ["200"] = Answer("As the summary says.", Links.Json, Object(), null) },
        };

    private static JsonObject Object() => new() { ["type"] = "object" };

    private static JsonObject Binary() => new() { ["type"] = "string", ["format"] = "binary" };

    private static JsonObject Answer(string description, string type, JsonObject schema, JsonNode? example)
    {
        var answer = Content(type, schema, example);
        answer["description"] = description;
        return answer;
    }

    private static JsonObject Content(string type, JsonObject schema, JsonNode? example)
    {
        var media = new JsonObject { ["schema"] = schema };
        if (example is not null)
        {
            media["example"] = example;
        }

        return new JsonObject { ["content"] = new JsonObject { [type] = media } };
    }
}
