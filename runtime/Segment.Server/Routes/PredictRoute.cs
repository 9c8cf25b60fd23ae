using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;
using Segment.Server.Faults;
using Segment.Server.Health;
using Segment.Server.Models;
using Segment.Server.Processes;
using Segment.Server.Scenes;
using Segment.Server.Workers;

namespace Segment.Server.Routes;

/// <summary><c>POST /models/{name}/predict</c>: a GeoTIFF in, its map out, for small windows.</summary>
internal static class PredictRoute
{
    /// <summary>Adds the route.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("/models/{name}/predict", Predict)
            .WithName("predict")
            .WithSummary("Map a small GeoTIFF: the body is the scene, the answer its map.")
            .Needs(Scope.Infer);

    private static async Task<IResult> Predict(
        string name,
        HttpContext context,
        ModelRegistry registry,
        WorkerPool workers,
        Spool spool,
        ServerMetrics metrics,
        ServerOptions options
    )
    {
        var token = context.RequestAborted;
        var inputs = Inputs(context.Request.Query);
        using var lease = ModelRoutes.Lease(registry, name, inputs.PackageSha256);
        using var folder = spool.Open();
        await spool.Receive(context, folder.Scene, token);
        var limits = new SceneLimits(options.MaxSyncPixels, options.MaxBands, options.MaxBlockBytes);
        var task = inputs.Task(lease.PackagePath, folder.Scene, folder.Map, limits);
        var done = await workers.Do(new WorkerOrder { Number = 0, Classify = task }, null, token);
        if (done.Map!.Sha256 != lease.Sha256)
        {
            throw new InvalidOperationException($"The map is by {done.Map.Sha256}, not by {lease.Sha256}.");
        }

        metrics.Count(name, done.Map);
        ModelRoutes.Name(context.Response, lease);
        context.Response.Headers["Server-Timing"] = string.Create(
            CultureInfo.InvariantCulture,
            $"read;dur={done.Map.ReadSeconds * 1000:0.#}, infer;dur={done.Map.InferSeconds * 1000:0.#}, total;dur={done.Map.Seconds * 1000:0.#}"
        );
        return Results.Stream(File.OpenRead(folder.Map), OutputCatalog.GeoTiff, $"{name}.tif");
    }

    // The query's values are texts: numbers and truth values are read as JSON, all else as it is.
    private static MapInputs Inputs(IQueryCollection query)
    {
        var document = new JsonObject();
        foreach (var (key, values) in query)
        {
            if (values.Count != 1)
            {
                throw OgcFault.BadParameter($"The parameter '{key}' is given {values.Count} times; give it once.");
            }

            document[key] = Value(key, values[0] ?? string.Empty);
        }

        return InputReader.Read(document, "model", "minimum-mapping-unit", "simplification-tolerance");
    }

    private static JsonNode? Value(string key, string text) =>
        key switch
        {
            "extent" => new JsonArray([.. text.Split(',').Select(number => Scalar(number))]),
            "package-sha256" or "datetime" => JsonValue.Create(text),
            _ => Scalar(text),
        };

    private static JsonNode? Scalar(string text)
    {
        if (text is "true" or "false")
        {
            return JsonValue.Create(text == "true");
        }

        return
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
            ? JsonNode.Parse(JsonSerializer.Serialize(number))
            : JsonValue.Create(text);
    }
}
