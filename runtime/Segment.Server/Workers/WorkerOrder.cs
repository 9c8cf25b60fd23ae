namespace Segment.Server.Workers;

/// <summary>One line from the server to a worker process: its number, and one of the other members.</summary>
internal sealed record WorkerOrder
{
    /// <summary>Gets the number of the task that the order belongs to.</summary>
    public required int Number { get; init; }

    /// <summary>Gets a scene whose header shall be looked at.</summary>
    public ProbeTask? Probe { get; init; }

    /// <summary>Gets a scene to classify.</summary>
    public ClassifyTask? Classify { get; init; }

    /// <summary>Gets a package to hold ready.</summary>
    public string? Load { get; init; }

    /// <summary>Gets a package that shall map a tile, to see whether it works.</summary>
    public string? Tile { get; init; }

    /// <summary>Gets a map that shall be shown over its scene.</summary>
    public ViewTask? View { get; init; }

    /// <summary>Gets whether a lane is granted.</summary>
    public bool Lane { get; init; }

    /// <summary>Gets whether the task in hand shall end.</summary>
    public bool Stop { get; init; }
}
