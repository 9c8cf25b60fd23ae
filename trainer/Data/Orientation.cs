namespace Segment.Trainer.Data;

/// <summary>
/// One of the eight ways to lay a square on itself: land cover looks the same from every side, so each is as good a
/// training image as the original.
/// </summary>
/// <param name="Transposed">Whether rows and columns change places, before the flips.</param>
/// <param name="FlippedRows">Whether the last row comes first.</param>
/// <param name="FlippedColumns">Whether the last column comes first.</param>
internal readonly record struct Orientation(bool Transposed, bool FlippedRows, bool FlippedColumns)
{
    /// <summary>Gets one of the eight by number.</summary>
    /// <param name="number">0–7; 0 leaves everything as it is, 0–3 do not transpose.</param>
    /// <returns>The orientation.</returns>
    public static Orientation Get(int number) => new((number & 4) != 0, (number & 1) != 0, (number & 2) != 0);

    /// <summary>Finds where a pixel of the turned picture comes from.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    /// <param name="height">Rows of the turned picture.</param>
    /// <param name="width">Columns of the turned picture.</param>
    /// <returns>Row and column before turning.</returns>
    public (int Row, int Column) Source(int row, int column, int height, int width)
    {
        row = FlippedRows ? height - 1 - row : row;
        column = FlippedColumns ? width - 1 - column : column;
        return Transposed ? (column, row) : (row, column);
    }

    /// <summary>Gets the same as a map of offsets from the centre.</summary>
    /// <returns>From the turned picture to the one before.</returns>
    public LinearMap ToMap()
    {
        var (r, c) = (FlippedRows ? -1 : 1, FlippedColumns ? -1 : 1);
        return Transposed ? new LinearMap(0, c, r, 0) : new LinearMap(r, 0, 0, c);
    }
}
