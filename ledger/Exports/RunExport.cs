using Segment.PackageFormat;

namespace Segment.Ledger.Exports;

/// <summary>A way to write runs for other programs.</summary>
/// <param name="Name">Its word, which is also the file's ending.</param>
/// <param name="Fill">Writes a table.</param>
public sealed record RunExport(string Name, Action<Stream, RunTable> Fill)
{
    /// <summary>Writes a file; it appears whole or not at all.</summary>
    /// <param name="path">The file; an earlier one is replaced.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="SegmentOutputException">It cannot be written.</exception>
    public void Write(string path, RunTable table) => WholeFile.Write(path, stream => Fill(stream, table));
}
