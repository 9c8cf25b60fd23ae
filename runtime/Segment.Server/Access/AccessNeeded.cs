namespace Segment.Server.Access;

/// <summary>What a route needs of a token; stands in the route's metadata.</summary>
/// <param name="Scope">The scope; <see cref="Scope.None"/> is open to everybody.</param>
internal sealed record AccessNeeded(Scope Scope);
