namespace Segment.Server.Routes;

/// <summary>A link (RFC 8288), as OGC's APIs write it.</summary>
/// <param name="Href">Where to.</param>
/// <param name="Rel">What it is to the page.</param>
/// <param name="Type">The media type there.</param>
/// <param name="Title">A name for people.</param>
internal sealed record Link(string Href, string Rel, string Type, string Title);
