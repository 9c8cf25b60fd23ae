using Segment.Trainer.Loop.State;

namespace Segment.Trainer.Packaging;

/// <summary>The content of a state folder's <c>state.json</c>; the tensors lie in files of their own.</summary>
internal sealed record StateDocument
{
    /// <summary>Gets the version of the file's layout; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>Gets what the training depends on, by name.</summary>
    public required SortedDictionary<string, string> Key { get; init; }

    /// <summary>Gets the number of threads that computed.</summary>
    public required int Threads { get; init; }

    /// <summary>Gets where the training is.</summary>
    public required LoopPosition Position { get; init; }

    /// <summary>Gets the name of the file with weights, averages and moments.</summary>
    public required string Tensors { get; init; }

    /// <summary>Gets the epochs that have ended; null before the first has.</summary>
    public required EndedEpochs? Ended { get; init; }
}
