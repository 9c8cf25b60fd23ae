namespace Segment.Server.Access;

/// <summary>Who makes a request.</summary>
/// <param name="Name">The token's name; empty where there is no file of tokens.</param>
/// <param name="Scopes">What it may do.</param>
internal sealed record Caller(string Name, Scope Scopes)
{
    /// <summary>Everybody, where there is no file of tokens: who reaches a loopback address is on this machine.</summary>
    public static Caller Local { get; } = new(string.Empty, Scope.Infer | Scope.Admin | Scope.Metrics);

    /// <summary>Gets whether everybody's jobs may be seen.</summary>
    public bool SeesAll => Scopes.HasFlag(Scope.Admin);
}
