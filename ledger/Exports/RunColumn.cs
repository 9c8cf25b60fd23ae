using Segment.Ledger.Fields;

namespace Segment.Ledger.Exports;

/// <summary>One column of a table of runs.</summary>
/// <param name="Title">What stands over it.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Value">Finds a run's cell: a value of the kind's CLR type, or null.</param>
public sealed record RunColumn(string Title, FieldKind Kind, Func<Run, object?> Value)
{
    /// <summary>Gets whether a person fills it in.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Gets whether it is looked at now and then only: a page does not show it at first.</summary>
    public bool IsDetail { get; init; }

    /// <summary>Gets the answers that a question takes; none where it is no question, or takes any words.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];
}
