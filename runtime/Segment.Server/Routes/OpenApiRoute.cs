using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;

namespace Segment.Server.Routes;

/// <summary><c>GET /openapi</c>: the definition of this API (OpenAPI 3.0), made from the routes themselves.</summary>
internal static class OpenApiRoute
{
    private const string MediaType = "application/vnd.oai.openapi+json;version=3.0";

    /// <summary>Adds the route.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/openapi",
                (HttpRequest request, EndpointDataSource source) =>
                    Results.Text(Document(request, source).ToJsonString(), MediaType)
            )
            .WithName("getApi")
            .WithSummary("The definition of this API.")
            .Needs(Scope.Infer);

    private static JsonObject Document(HttpRequest request, EndpointDataSource source)
    {
        var paths = new JsonObject();
        foreach (var route in source.Endpoints.OfType<RouteEndpoint>())
        {
            var path = route.RoutePattern.RawText!;
            paths[path] ??= new JsonObject();
            foreach (
                var method in route
                    .Metadata.GetMetadata<IHttpMethodMetadata>()
                    ?.HttpMethods.Where(word => word != HttpMethods.Head)
                    ?? []
            )
            {
                paths[path]![method.ToLowerInvariant()] = Operation(route, path);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = "Segment",
                ["description"] =
                    "Land-cover maps with deep networks: OGC API – Processes and a direct way for small scenes.",
                ["version"] = typeof(OpenApiRoute).Assembly.GetName().Version!.ToString(3),
                ["license"] = new JsonObject { ["name"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = Links.Address(request, string.Empty) }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
        };
    }

    private static JsonObject Operation(RouteEndpoint route, string path)
    {
        var name = route.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? path;
        var scope = route.Metadata.GetMetadata<AccessNeeded>()?.Scope ?? Scope.None;
        var operation = new JsonObject
        {
            ["operationId"] = name,
            ["summary"] = route.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary,
            ["parameters"] = new JsonArray([
                .. route.RoutePattern.Parameters.Select(parameter => Parameter(parameter.Name)),
            ]),
            ["responses"] = Responses(name, scope),
        };
        if (OpenApiExamples.Body(name) is { } body)
        {
            operation["requestBody"] = body;
        }

        if (scope != Scope.None)
        {
            operation["description"] =
                $"Needs the scope {$"{scope}".ToLowerInvariant()}, where the server has a file of tokens.";
            operation["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() });
        }

        return operation;
    }

    private static JsonObject Parameter(string name) =>
        new()
        {
            ["name"] = name,
            ["in"] = "path",
            ["required"] = true,
            ["schema"] = new JsonObject { ["type"] = "string" },
            ["example"] = OpenApiExamples.Parameter(name),
        };

    private static JsonObject Responses(string name, Scope scope)
    {
        var responses = OpenApiExamples.Responses(name);
        if (scope != Scope.None)
        {
            responses["401"] = Problem("No token, or one that is not known.");
            responses["403"] = Problem("The token lacks a scope.");
            responses["429"] = Problem(
                "Too many requests, or too many wait; the header Retry-After tells when to come again."
            );
        }

        responses["default"] = Problem("What is wrong, as problem+json (RFC 9457).");
        return responses;
    }

    private static JsonObject Problem(string description) =>
        new()
        {
            ["description"] = description,
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object" } },
            },
        };
}
