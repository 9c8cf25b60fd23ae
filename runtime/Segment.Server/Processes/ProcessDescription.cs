using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Segment.Server.Models;
using Segment.Server.Routes;

namespace Segment.Server.Processes;

/// <summary>The process <c>classify</c> as OGC API – Processes describes it (OGC 18-062r2, process.yaml).</summary>
internal static class ProcessDescription
{
    /// <summary>The process's name.</summary>
    public const string Id = "classify";

    /// <summary>Describes it in short.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <returns>A processSummary.</returns>
    public static JsonObject Summary(HttpRequest request) =>
        new()
        {
            ["id"] = Id,
            ["version"] = typeof(ProcessDescription).Assembly.GetName().Version!.ToString(3),
            ["title"] = "Classify a scene",
            ["description"] = "Turns a scene into a land-cover map with a deep network, on the scene's grid.",
            ["keywords"] = new JsonArray("land cover", "classification", "segmentation"),
            ["jobControlOptions"] = new JsonArray("sync-execute", "async-execute", "dismiss"),
            ["outputTransmission"] = new JsonArray("value", "reference"),
            ["links"] = new JsonArray(
                Node(Links.To(request, $"/processes/{Id}", "self", Links.Json, "The process")),
                Node(Links.To(request, $"/processes/{Id}/execution", Links.Ogc + "execute", Links.Json, "Execute it"))
            ),
        };

    /// <summary>Describes it whole.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="registry">The models.</param>
    /// <returns>A process.</returns>
    public static JsonObject Whole(HttpRequest request, ModelRegistry registry)
    {
        var process = Summary(request);
        process["inputs"] = Inputs([
            .. registry.Models.Where(model => model.Served is not null).Select(model => model.Name),
        ]);
        var outputs = new JsonObject();
        foreach (var output in OutputCatalog.All)
        {
            outputs[output.Id] = new JsonObject
            {
                ["title"] = output.Title,
                ["description"] = output.Description,
                ["schema"] = output.File is null ? new JsonObject { ["type"] = "object" } : Binary(output.MediaType),
            };
        }

        process["outputs"] = outputs;
        return process;
    }

    /// <summary>Turns a link into JSON.</summary>
    /// <param name="link">The link.</param>
    /// <returns>The object.</returns>
    public static JsonObject Node(Link link) =>
        new()
        {
            ["href"] = link.Href,
            ["rel"] = link.Rel,
            ["type"] = link.Type,
            ["title"] = link.Title,
        };

    private static JsonObject Inputs(IReadOnlyList<string> models) =>
        new()
        {
            ["model"] = Input(
                "Model",
                "The name of a model that this server serves.",
                new JsonObject
                {
                    ["type"] = "string",
                    ["enum"] = new JsonArray([.. models.Select(name => JsonValue.Create(name))]),
                },
                least: 1
            ),
            ["scene"] = Input(
                "Scene",
                "The path of a GeoTIFF below the server's data root; or 'upload:' and the number of an upload; or a link to an https address that the "
                    + "server may fetch from; or the file itself in base64.",
                new JsonObject
                {
                    ["oneOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, Binary(OutputCatalog.GeoTiff)),
                },
                least: 1
            ),
            ["package-sha256"] = Input(
                "Package",
                "The package that must answer; any by default.",
                Text("^[0-9a-f]{64}$")
            ),
            ["variant"] = Input("Variant", "The form of the network.", Choice("float32", "int8")),
            ["tile-size"] = Input(
                "Tile size",
                "Side of a tile with its padding, in pixels; chosen by default.",
                Number("integer", 1)
            ),
            ["padding"] = Input(
                "Padding",
                "Border of a tile computed and thrown away, in pixels; the package's by default.",
                Number("integer", 0)
            ),
            ["blend"] = Input("Blend", "What is done where tiles overlap.", Choice("auto", "hann", "none")),
            ["abstain-below"] = Input(
                "Abstain below",
                "Do not tell the class of pixels whose confidence (0–1) is less.",
                Number("number", 0, 1)
            ),
            ["abstain-value"] = Input(
                "Abstain value",
                "The map's value for such pixels; NoData by default.",
                Number("integer", 0, 65534)
            ),
            ["predict-background"] = Input(
                "Predict background",
                "Whether the class of value 0 can win.",
                new JsonObject { ["type"] = "boolean", ["default"] = true }
            ),
            ["test-time-augmentation"] = Input(
                "Test-time augmentation",
                "Average the answers over views of each tile.",
                Choice("off", "flips", "dihedral")
            ),
            ["cell-size"] = Input(
                "Cell size",
                "Side of the map's pixels, in map units; the scene's by default.",
                Number("number", 0)
            ),
            ["extent"] = Input(
                "Extent",
                "The part to map: xmin, ymin, xmax, ymax in the scene's map units; all by default.",
                new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "number" },
                    ["minItems"] = 4,
                    ["maxItems"] = 4,
                }
            ),
            ["datetime"] = Input(
                "Date and time",
                "When the scene was taken.",
                new JsonObject { ["type"] = "string", ["format"] = "date-time" }
            ),
            ["minimum-mapping-unit"] = Input(
                "Minimum mapping unit",
                "Smaller areas join their largest neighbour in the polygons: 9px, 0.5ha or 900m2.",
                Text(null)
            ),
            ["simplification-tolerance"] = Input(
                "Simplification tolerance",
                "Straighten the polygons' edges so far, in map units.",
                Number("number", 0)
            ),
        };

    private static JsonObject Input(string title, string description, JsonObject schema, int least = 0) =>
        new()
        {
            ["title"] = title,
            ["description"] = description,
            ["minOccurs"] = least,
            ["maxOccurs"] = 1,
            ["schema"] = schema,
        };

    private static JsonObject Binary(string mediaType) =>
        new()
        {
            ["type"] = "string",
            ["contentEncoding"] = "binary",
            ["contentMediaType"] = mediaType,
        };

    private static JsonObject Choice(string first, params string[] others) =>
        new()
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([JsonValue.Create(first), .. others.Select(word => JsonValue.Create(word))]),
            ["default"] = first,
        };

    private static JsonObject Number(string type, double least, double? most = null)
    {
        var schema = new JsonObject { ["type"] = type, ["minimum"] = least };
        if (most is { } limit)
        {
            schema["maximum"] = limit;
        }

        return schema;
    }

    private static JsonObject Text(string? pattern)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (pattern is not null)
        {
            schema["pattern"] = pattern;
        }

        return schema;
    }
}
