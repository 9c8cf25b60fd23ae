using static TorchSharp.torch;

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

    /// <summary>Turns a picture.</summary>
    /// <param name="x">Rows and columns first: (H, W) or (H, W, bands).</param>
    /// <returns>The turned picture; a view of the same memory where nothing is flipped.</returns>
    public Tensor Apply(Tensor x)
    {
        x = Transposed ? x.transpose(0, 1) : x;
        return (FlippedRows, FlippedColumns) switch
        {
            (true, true) => x.flip(0, 1),
            (true, false) => x.flip(0),
            (false, true) => x.flip(1),
            _ => x,
        };
    }
}
