namespace Segment.Server.Access;

/// <summary>What the bearer of a token may do.</summary>
[Flags]
public enum Scope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Look at models and processes, map scenes, follow its own jobs.</summary>
    Infer = 1,

    /// <summary>All of that for everybody's jobs; upload packages.</summary>
    Admin = 2,

    /// <summary>Read the metrics.</summary>
    Metrics = 4,
}
