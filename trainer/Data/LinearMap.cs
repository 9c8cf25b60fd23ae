namespace Segment.Trainer.Data;

/// <summary>A map of offsets from a centre, in pixels: from a pixel of the varied picture to the place in the chip that it shows.</summary>
/// <param name="RowOfRow">Rows in the chip for a row of the picture.</param>
/// <param name="RowOfColumn">Rows in the chip for a column of the picture.</param>
/// <param name="ColumnOfRow">Columns in the chip for a row of the picture.</param>
/// <param name="ColumnOfColumn">Columns in the chip for a column of the picture.</param>
internal readonly record struct LinearMap(
    double RowOfRow,
    double RowOfColumn,
    double ColumnOfRow,
    double ColumnOfColumn
)
{
    /// <summary>Gets the map that leaves everything in its place.</summary>
    public static LinearMap Identity { get; } = new(1, 0, 0, 1);

    /// <summary>Maps an offset.</summary>
    /// <param name="row">Rows from the centre.</param>
    /// <param name="column">Columns from the centre.</param>
    /// <returns>Offset in the chip.</returns>
    public (double Row, double Column) At(double row, double column) =>
        ((RowOfRow * row) + (RowOfColumn * column), (ColumnOfRow * row) + (ColumnOfColumn * column));

    /// <summary>Applies another map to what this one gives.</summary>
    /// <param name="next">The other map.</param>
    /// <returns>Both in one.</returns>
    public LinearMap Then(LinearMap next)
    {
        var (rowOfRow, columnOfRow) = next.At(RowOfRow, ColumnOfRow);
        var (rowOfColumn, columnOfColumn) = next.At(RowOfColumn, ColumnOfColumn);
        return new LinearMap(rowOfRow, rowOfColumn, columnOfRow, columnOfColumn);
    }
}
