using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.PackageFormat;
using Segment.Server.Access;
using Segment.Server.Faults;
using Segment.Server.Models;

namespace Segment.Server.Routes;

/// <summary><c>GET /models</c> and <c>GET /models/{name}</c>: what answers, what waits, what was refused and why.</summary>
internal static class ModelRoutes
{
    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet(
                "/models",
                (HttpRequest request, ModelRegistry registry) =>
                    new { models = registry.Models.Select(entry => Summary(entry, request)) }
            )
            .WithName("getModels")
            .WithSummary("The models that this server answers for.")
            .Needs(Scope.Infer);
        routes
            .MapGet(
                "/models/{name}",
                (string name, HttpRequest request, ModelRegistry registry) => Full(Find(registry, name), request)
            )
            .WithName("getModel")
            .WithSummary("One model: its package, classes, bands, scores and how it was trained.")
            .Needs(Scope.Infer);
    }

    /// <summary>Takes a lease of a model.</summary>
    /// <param name="registry">The models.</param>
    /// <param name="name">The model's name.</param>
    /// <param name="sha256">The package that must answer; null for any.</param>
    /// <returns>The lease.</returns>
    /// <exception cref="ApiException">There is no such model (404), it does not answer now (503), or another package does (409).</exception>
    public static ModelLease Lease(ModelRegistry registry, string name, string? sha256)
    {
        if (registry.TryAcquire(name, sha256) is { } lease)
        {
            return lease;
        }

        var entry = Find(registry, name);
        throw entry.Served is { } served
            ? new ApiException(
                StatusCodes.Status409Conflict,
                "Another package answers",
                $"The model '{name}' is served by the package {served.Sha256}, not by the one asked for."
            )
            : new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                "The model does not answer",
                $"The model '{name}' is not served: {entry.Quarantined?.Reason ?? entry.Waiting?.Reason ?? "its package was withdrawn."}"
            )
            {
                RetryAfter = 5,
            };
    }

    /// <summary>Names the package that made an answer in its headers.</summary>
    /// <param name="response">The answer.</param>
    /// <param name="lease">The package.</param>
    public static void Name(HttpResponse response, ModelLease lease)
    {
        response.Headers["Segment-Package"] = $"{lease.Definition.Name} {lease.Definition.Version}";
        response.Headers["Segment-Package-Sha256"] = lease.Sha256;
    }

    private static ModelEntry Find(ModelRegistry registry, string name)
    {
        if (registry.Find(name) is { } entry)
        {
            return entry;
        }

        IReadOnlyList<string> known = [.. registry.Models.Select(model => model.Name)];
        throw known.Count > 0
            ? new ApiException(
                StatusCodes.Status404NotFound,
                "No such model",
                $"There is no model '{ShownText.Plain(name)}'. {NearestName.Hint(name, known)}"
            )
            : new ApiException(
                StatusCodes.Status503ServiceUnavailable,
                "No model yet",
                "No model is served: the models folder is empty, or its packages are still being checked."
            )
            {
                RetryAfter = 2,
            };
    }

    private static object Summary(ModelEntry entry, HttpRequest request) =>
        new
        {
            name = entry.Name,
            status = Status(entry),
            sha256 = entry.Served?.Sha256,
            version = entry.Served?.Definition.Version,
            generation = entry.Served?.Generation,
            since = entry.Served?.Since,
            classes = entry.Served?.Definition.Classes.Count,
            bands = entry.Served?.Definition.Bands.Count,
            pinned = entry.Pinned,
            waiting = entry.Waiting,
            quarantined = entry.Quarantined,
            links = new[]
            {
                Links.To(
                    request,
                    $"/models/{Uri.EscapeDataString(entry.Name)}",
                    "item",
                    "application/json",
                    entry.Name
                ),
            },
        };

    private static object Full(ModelEntry entry, HttpRequest request)
    {
        var definition = entry.Served?.Definition;
        return new
        {
            name = entry.Name,
            status = Status(entry),
            sha256 = entry.Served?.Sha256,
            version = definition?.Version,
            generation = entry.Served?.Generation,
            since = entry.Served?.Since,
            network = definition is null ? null : $"{definition.ModelType} over {definition.Backbone}",
            classes = definition?.Classes.Select(c => new
            {
                value = c.Value,
                name = c.Name,
                color = $"{c.Color}",
            }),
            bands = definition?.Bands.Select(band => new { index = band.Index, name = band.Name }),
            sourceBands = definition?.SourceBandCount,
            cellSize = definition is null ? null : new[] { definition.CellSizeX, definition.CellSizeY },
            training = definition?.Training,
            pinned = entry.Pinned,
            waiting = entry.Waiting,
            quarantined = entry.Quarantined,
            canary = entry.Canary,
            links = new[]
            {
                Links.To(
                    request,
                    $"/models/{Uri.EscapeDataString(entry.Name)}",
                    "self",
                    "application/json",
                    entry.Name
                ),
                Links.To(
                    request,
                    $"/models/{Uri.EscapeDataString(entry.Name)}/predict",
                    "predict",
                    "image/tiff; application=geotiff",
                    "POST a GeoTIFF, get its map"
                ),
            },
        };
    }

    private static string Status(ModelEntry entry) =>
        entry switch
        {
            { Served: not null } => "serving",
            { Waiting: not null } => "waiting",
            { Quarantined: not null } => "quarantined",
            _ => "withdrawn",
        };
}
