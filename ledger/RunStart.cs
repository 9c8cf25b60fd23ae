using Segment.Ledger.Fields;

namespace Segment.Ledger;

/// <summary>What is known of a run when it begins.</summary>
/// <param name="Operation">What it does.</param>
/// <param name="Result">The full path of what it makes: a run folder, a map, a package; or the map that it assesses.</param>
public sealed record RunStart(RunOperation Operation, string Result)
{
    /// <summary>Gets what is known already.</summary>
    public RunFacts Facts { get; init; } = RunFacts.None;

    /// <summary>Gets the command line, without the program's name.</summary>
    public string Command { get; init; } = string.Empty;

    /// <summary>Gets the options and their values, those left at their default included.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } =
        new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets whether the work makes the folder that holds the result, where it is missing. Other work is refused then, and is no run.</summary>
    public bool MakesFolder { get; init; }

    /// <summary>Gets which part of its <see cref="Parent"/> it is, such as <c>shard 3 of 8</c>; null for a run of its own.</summary>
    public string? Part { get; init; }

    /// <summary>Gets the run that it is a part of: its number; null for a run of its own.</summary>
    public long? Parent { get; init; }
}
