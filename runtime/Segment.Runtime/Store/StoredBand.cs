namespace Segment.Runtime.Store;

/// <summary>A line of the journal: rows that stand in the layers' files.</summary>
/// <param name="FirstRow">The first row, in the scene.</param>
/// <param name="Rows">The rows.</param>
/// <param name="Checksums">The SHA-256 of the rows in each layer, in the plan's order of layers, hexadecimal.</param>
/// <param name="Counts">The pixels of each number in the first layer that occurs there: the class counts.</param>
internal sealed record StoredBand(
    int FirstRow,
    int Rows,
    IReadOnlyList<string> Checksums,
    IReadOnlyDictionary<byte, long> Counts
)
{
    /// <summary>Gets the row after the last, in the scene.</summary>
    public int EndRow => FirstRow + Rows;
}
