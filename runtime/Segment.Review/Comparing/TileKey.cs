using System.Globalization;

namespace Segment.Review.Comparing;

/// <summary>Names a tile.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Level">The level; 0 is the finest.</param>
/// <param name="Row">The tile's row, from 0.</param>
/// <param name="Column">The tile's column, from 0.</param>
internal readonly record struct TileKey(string Layer, int Level, int Row, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Layer}/{Level}/{Row}/{Column}");
}
