namespace Segment.Ledger;

/// <summary>A question that a person asks of every map, such as whether a city is well defined.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The question.</param>
/// <param name="Answers">The answers that it takes; none: any words.</param>
public sealed record Question(long Number, string Text, IReadOnlyList<string> Answers)
{
    /// <summary>The answers of a question that names none of its own.</summary>
    public static IReadOnlyList<string> UsualAnswers { get; } = ["yes", "somewhat", "no"];
}
