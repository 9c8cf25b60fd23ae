using Segment.Ledger.Fields;

namespace Segment.Ledger;

/// <summary>One run, as the ledger tells it.</summary>
public sealed record Run
{
    /// <summary>Gets its number: from 1, never given twice.</summary>
    public required long Number { get; init; }

    /// <summary>Gets the run that it is a part of; null for a run of its own.</summary>
    public long? Parent { get; init; }

    /// <summary>Gets which part it is, such as <c>shard 3 of 8</c>; null for a run of its own.</summary>
    public string? Part { get; init; }

    /// <summary>Gets what it did.</summary>
    public required RunOperation Operation { get; init; }

    /// <summary>Gets how far it is.</summary>
    public required RunState State { get; init; }

    /// <summary>Gets when it began, in UTC.</summary>
    public required DateTime Started { get; init; }

    /// <summary>Gets when it ended, in UTC; null where it runs, or broke off.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>Gets the last sign of life of a run that has not ended, in UTC.</summary>
    public required DateTime LastSeen { get; init; }

    /// <summary>Gets why it did not end well; null where it did.</summary>
    public string? Message { get; init; }

    /// <summary>Gets the command line, without the program's name.</summary>
    public required string Command { get; init; }

    /// <summary>Gets the folder that the command was given in.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets the full path of what it made: a run folder, a map, a package; or the map that it assessed.</summary>
    public required string Result { get; init; }

    /// <summary>Gets the options and their values.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Gets what is known of it; what a person noted stands over what the command found.</summary>
    public required RunFacts Facts { get; init; }

    /// <summary>Gets the fields that a person filled in.</summary>
    public IReadOnlySet<RunField> Noted { get; init; } = new HashSet<RunField>();

    /// <summary>Gets a person's answers, by the question's number.</summary>
    public IReadOnlyDictionary<long, string> Answers { get; init; } = new Dictionary<long, string>();

    /// <summary>Gets how many maps the ledger has of a training's package; null where the run made no package.</summary>
    public int? Maps { get; init; }

    /// <summary>Gets the run that made the newest map of a training's package, or this run where it made a map; null without one.</summary>
    public long? MapRun { get; init; }

    /// <summary>Gets the accuracy of the newest assessment of that map, 0–1; null without one.</summary>
    public double? MapAccuracy { get; init; }
}
