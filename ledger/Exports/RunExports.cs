namespace Segment.Ledger.Exports;

/// <summary>The catalog of exports.</summary>
public static class RunExports
{
    /// <summary>Gets them; the first is the default.</summary>
    public static IReadOnlyList<RunExport> All { get; } =
    [new("html", HtmlExport.Write), new("xlsx", XlsxExport.Write), new("csv", CsvExport.Write)];
}
