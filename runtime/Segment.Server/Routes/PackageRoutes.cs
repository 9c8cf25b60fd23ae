using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Access;
using Segment.Server.Faults;
using Segment.Server.Models;
using Segment.Server.Models.Orders;

namespace Segment.Server.Routes;

/// <summary>What an admin may do to models: send a package, where that is allowed; roll back, pin, approve.</summary>
internal static class PackageRoutes
{
    private const long LargestPackage = 2L << 30;

    /// <summary>Adds the routes.</summary>
    /// <param name="routes">The server's routes.</param>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut("/models/{name}", Put)
            .WithName("putModel")
            .WithSummary("Send a package (.dlpk) into the models folder; it is checked there as any other.")
            .Needs(Scope.Admin);
        foreach (var kind in Enum.GetValues<ModelOrderKind>())
        {
            var word = $"{kind}".ToLowerInvariant();
            routes
                .MapPost(
                    $"/models/{{name}}/{word}",
                    (string name, string? sha256, DropInFolder folder) =>
                        Order(new ModelOrder(kind, name, sha256), folder)
                )
                .WithName($"{word}Model")
                .WithSummary(Summary(kind))
                .Needs(Scope.Admin);
        }
    }

    private static async Task<IResult> Put(string name, HttpContext context, ServerOptions options)
    {
        if (!options.AllowUpload)
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                "Packages are not uploaded here",
                "This server takes packages from its models folder alone. Who runs it can start it with --allow-upload."
            );
        }

        if (!IsName(name))
        {
            throw OgcFault.BadParameter(
                "A model's name has 1–64 of the characters A–Z, a–z, 0–9, '.', '_', '-', and begins with a letter or digit."
            );
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = LargestPackage;
        }

        // A hidden name until it is whole: the folder's watcher takes what is renamed into place.
        var partial = Path.Combine(options.Models.Folder, $".{name}.{Guid.NewGuid():N}.partial");
        try
        {
            await using (var file = File.Create(partial))
            {
                await context.Request.Body.CopyToAsync(file, context.RequestAborted);
            }

            File.Move(partial, Path.Combine(options.Models.Folder, $"{name}.dlpk"), overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }

        return Results.Accepted(
            Links.Address(context.Request, $"/models/{name}"),
            new
            {
                name,
                status = "checking",
                detail = "GET the model to see whether it is served, or why not.",
            }
        );
    }

    private static string Summary(ModelOrderKind kind) =>
        kind switch
        {
            ModelOrderKind.Rollback => "Serve the package before.",
            ModelOrderKind.Pin => "Serve one package alone, named by the parameter sha256.",
            ModelOrderKind.Unpin => "Serve what is dropped in again.",
            ModelOrderKind.Approve => "Serve the package that waits.",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static IResult Order(ModelOrder order, DropInFolder folder)
    {
        var answer = folder.Obey(order);
        return answer.Done
            ? Results.Json(new { done = true, detail = answer.Words })
            : throw new ApiException(StatusCodes.Status409Conflict, "The order was not done", answer.Words);
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 64
        && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
