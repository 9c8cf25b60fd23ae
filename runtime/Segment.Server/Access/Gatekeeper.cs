using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Segment.Server.Faults;

namespace Segment.Server.Access;

/// <summary>Lets a request through to its route, or answers 401 or 403. A route that does not say what it needs is closed.</summary>
/// <param name="tokens">The tokens; null lets everybody in.</param>
internal sealed class Gatekeeper(TokenFile? tokens)
{
    private const string Scheme = "Bearer ";
    private const string Cookie = "segment-token";
    private static readonly object Key = new();

    /// <summary>Gets who makes a request.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The caller.</returns>
    public static Caller CallerOf(HttpContext context) =>
        context.Items[Key] as Caller ?? throw new InvalidOperationException("The request passed no gatekeeper.");

    /// <summary>Finds who makes a request, whatever it asks for.</summary>
    /// <param name="context">The request.</param>
    /// <returns>The caller; null where it brings no token that is known.</returns>
    public Caller? Find(HttpContext context)
    {
        if (tokens is null)
        {
            return Caller.Local;
        }

        // A cookie speaks for links in pages alone: what changes something needs the header, which no other site can send.
        var header = $"{context.Request.Headers.Authorization}";
        if (header.Length == 0 && HttpMethods.IsGet(context.Request.Method))
        {
            header = Scheme + context.Request.Cookies[Cookie];
        }

        var token = header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : string.Empty;
        return token.Length > 0 ? tokens.Find(token) : null;
    }

    /// <summary>Checks a request.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="ApiException">The route needs a token, or another scope.</exception>
    public void Check(HttpContext context)
    {
        // What is no route of ours is the answer that a path takes other methods.
        if (context.GetEndpoint() is RouteEndpoint route)
        {
            Check(context, route.Metadata.GetMetadata<AccessNeeded>()?.Scope);
        }
    }

    /// <summary>Checks a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="needed">What it needs; null is closed to everybody.</param>
    /// <exception cref="ApiException">It needs a token, or another scope.</exception>
    public void Check(HttpContext context, Scope? needed)
    {
        if (needed == Scope.None)
        {
            return;
        }

        var caller = Find(context);
        if (caller is null)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"segment\"";
            throw new ApiException(
                StatusCodes.Status401Unauthorized,
                "A token is needed",
                "Send the header 'Authorization: Bearer TOKEN' with a token that the server's file of tokens holds."
            );
        }

        if (needed is not { } scope || !Fits(caller, scope))
        {
            throw new ApiException(
                StatusCodes.Status403Forbidden,
                "The token lacks a scope",
                $"This needs the scope {$"{needed}".ToLowerInvariant()}; the token has {$"{caller.Scopes}".ToLowerInvariant()}."
            );
        }

        context.Items[Key] = caller;
    }

    /// <summary>Lets a browser show its token by a cookie, which no script can read and no other site can send.</summary>
    /// <param name="context">A request that brought the token in its header.</param>
    public static void Remember(HttpContext context)
    {
        var header = $"{context.Request.Headers.Authorization}";
        if (header.Length > Scheme.Length)
        {
            var options = new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Secure = context.Request.IsHttps,
                IsEssential = true,
            };
            context.Response.Cookies.Append(Cookie, header[Scheme.Length..].Trim(), options);
        }
    }

    // An admin may also do what infer allows; metrics are a right of their own.
    private static bool Fits(Caller caller, Scope needed) =>
        caller.Scopes.HasFlag(needed) || (needed == Scope.Infer && caller.Scopes.HasFlag(Scope.Admin));
}
