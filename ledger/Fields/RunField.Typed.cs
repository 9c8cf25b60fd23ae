namespace Segment.Ledger.Fields;

/// <summary>A field whose values have a type.</summary>
/// <typeparam name="T">The type that goes with <paramref name="Kind"/>.</typeparam>
/// <param name="Column">The column in the table <c>run</c>.</param>
/// <param name="Title">What stands over the column.</param>
/// <param name="Kind">What it holds.</param>
public sealed record RunField<T>(string Column, string Title, FieldKind Kind)
    : RunField(Column, Title, Kind, typeof(T));
