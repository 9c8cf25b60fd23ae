using Segment.Ledger;
using Segment.Ledger.Exports;
using Segment.Ledger.Fields;
using Segment.PackageFormat;

namespace Segment.Cli.Commands.Runs;

/// <summary>Which runs are shown.</summary>
internal sealed record RunFilter
{
    /// <summary>Gets the operation; null for all.</summary>
    public RunOperation? Operation { get; init; }

    /// <summary>Gets the state; null for all.</summary>
    public RunState? State { get; init; }

    /// <summary>Gets the batch; null for all.</summary>
    public string? Batch { get; init; }

    /// <summary>Gets whether the parts of runs are shown too.</summary>
    public bool Parts { get; init; }

    /// <summary>Gets how many of the newest are shown; 0 for all.</summary>
    public int Last { get; init; }

    /// <summary>Reads a word of an enumeration.</summary>
    /// <typeparam name="T">The enumeration.</typeparam>
    /// <param name="option">The option, for the message.</param>
    /// <param name="word">The word, such as <c>broken-off</c>; null for none.</param>
    /// <returns>The value; null for none.</returns>
    /// <exception cref="SegmentDataException">There is no such word.</exception>
    public static T? Word<T>(string option, string? word)
        where T : struct, Enum
    {
        if (word is null)
        {
            return null;
        }

        var words = Enum.GetValues<T>().ToDictionary(value => CellText.Word(value).Replace(' ', '-'));
        return words.TryGetValue(word.Replace(' ', '-'), out var found)
            ? found
            : throw new SegmentDataException($"{option} is '{word}'. {NearestName.Hint(word, [.. words.Keys])}");
    }

    /// <summary>Chooses.</summary>
    /// <param name="runs">All runs.</param>
    /// <returns>Those that are shown.</returns>
    public IReadOnlyList<Run> Of(IReadOnlyList<Run> runs)
    {
        var chosen = runs.Where(run =>
                (Parts || run.Parent is null || run.Operation == Operation)
                && (Operation is null || run.Operation == Operation)
                && (State is null || run.State == State)
                && (Batch is null || run.Facts.Text(RunFields.BatchAlias) == Batch)
            )
            .ToList();
        return Last > 0 ? chosen[^Math.Min(Last, chosen.Count)..] : chosen;
    }
}
