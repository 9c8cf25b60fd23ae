namespace Segment.Server.Workers;

/// <summary>One line from a worker process to the server; one of its members is set.</summary>
internal sealed record WorkerWord
{
    /// <summary>Gets whether a lane is asked for.</summary>
    public bool Lane { get; init; }

    /// <summary>Gets whether a lane is given back.</summary>
    public bool Free { get; init; }

    /// <summary>Gets the fraction done, 0–1.</summary>
    public double? Progress { get; init; }

    /// <summary>Gets a fact that the user should know.</summary>
    public string? Notice { get; init; }

    /// <summary>Gets what a scene's header tells; the task is done.</summary>
    public SceneFacts? Scene { get; init; }

    /// <summary>Gets what was mapped; the task is done.</summary>
    public MapFacts? Map { get; init; }

    /// <summary>Gets whether a package is held ready; the task is done.</summary>
    public bool Loaded { get; init; }

    /// <summary>Gets what computed a tile; the task is done.</summary>
    public string? Tile { get; init; }

    /// <summary>Gets whether a viewer was written; the task is done.</summary>
    public bool Shown { get; init; }

    /// <summary>Gets why the task ended without a result.</summary>
    public WorkerFault? Fault { get; init; }
}
