namespace Segment.Raster;

/// <summary>A rectangle of pixels.</summary>
/// <param name="Row">First row, from the top; may lie outside the raster where a reader pads.</param>
/// <param name="Column">First column, from the left.</param>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
public readonly record struct PixelWindow(int Row, int Column, int Height, int Width)
{
    /// <summary>Gets the number of pixels.</summary>
    public long Area => (long)Height * Width;

    /// <summary>Gets the row after the last.</summary>
    public int EndRow => Row + Height;

    /// <summary>Gets the column after the last.</summary>
    public int EndColumn => Column + Width;

    /// <summary>Gets the part that lies in both windows; its sides are 0 where they do not meet.</summary>
    /// <param name="other">The other window.</param>
    /// <returns>The common part.</returns>
    public PixelWindow Intersect(PixelWindow other)
    {
        var row = Math.Max(Row, other.Row);
        var column = Math.Max(Column, other.Column);
        return new PixelWindow(
            row,
            column,
            Math.Max(0, Math.Min(EndRow, other.EndRow) - row),
            Math.Max(0, Math.Min(EndColumn, other.EndColumn) - column)
        );
    }
}
