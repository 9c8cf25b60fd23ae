using Microsoft.AspNetCore.Builder;
using Segment.Server.Access;

namespace Segment.Server.Routes;

/// <summary>Says what a route needs of a token.</summary>
internal static class RouteAccess
{
    /// <summary>Adds what is needed to a route's metadata.</summary>
    /// <typeparam name="T">The kind of builder.</typeparam>
    /// <param name="route">The route.</param>
    /// <param name="scope">The scope.</param>
    /// <returns>The route.</returns>
    public static T Needs<T>(this T route, Scope scope)
        where T : IEndpointConventionBuilder => route.WithMetadata(new AccessNeeded(scope));
}
