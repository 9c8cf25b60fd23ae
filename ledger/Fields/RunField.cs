namespace Segment.Ledger.Fields;

/// <summary>One fact about a run that the commands write by themselves, or one column that a person fills in.</summary>
/// <param name="Column">The column of the ledger's table <c>run</c>, in lower case with <c>_</c>.</param>
/// <param name="Title">What stands over the column.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Type">The CLR type of its values.</param>
public abstract record RunField(string Column, string Title, FieldKind Kind, Type Type)
{
    /// <summary>Gets the option of <c>segment runs note</c> that fills the field in by hand; null where no person may. What a person
    /// writes stands over what the commands find, whichever comes later.</summary>
    public string? NoteOption { get; init; }

    /// <summary>Gets whether nothing but a person's note fills it in: it has no column in <c>run</c>.</summary>
    public bool IsPersonal { get; init; }
}
