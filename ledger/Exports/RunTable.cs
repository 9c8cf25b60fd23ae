namespace Segment.Ledger.Exports;

/// <summary>Runs in a table.</summary>
/// <param name="Ledger">Where they are from.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Runs">The rows.</param>
public sealed record RunTable(RunLedger Ledger, IReadOnlyList<RunColumn> Columns, IReadOnlyList<Run> Runs);
