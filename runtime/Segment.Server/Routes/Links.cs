using Microsoft.AspNetCore.Http;

namespace Segment.Server.Routes;

/// <summary>Makes links: whole addresses, as the client reached the server.</summary>
internal static class Links
{
    /// <summary>OGC's relation types (OGC 18-062r2, section 7).</summary>
    public const string Ogc = "http://www.opengis.net/def/rel/ogc/1.0/";

    /// <summary>The media type of most answers.</summary>
    public const string Json = "application/json";

    /// <summary>Makes a link.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="path">A path of this server.</param>
    /// <param name="rel">What it is to the page.</param>
    /// <param name="type">The media type there.</param>
    /// <param name="title">A name for people.</param>
    /// <returns>The link.</returns>
    public static Link To(HttpRequest request, string path, string rel, string type, string title) =>
        new(Address(request, path), rel, type, title);

    /// <summary>Makes an address.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="path">A path of this server.</param>
    /// <returns>The whole address.</returns>
    public static string Address(HttpRequest request, string path) =>
        $"{request.Scheme}://{request.Host}{request.PathBase}{path}";
}
