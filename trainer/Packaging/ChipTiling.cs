using Segment.PackageFormat;
using Segment.Raster.Chips;

namespace Segment.Trainer.Packaging;

/// <summary>Makes windows of raw samples out of chips, of a size that a graph takes.</summary>
internal static class ChipTiling
{
    /// <summary>Rounds a side up.</summary>
    /// <param name="side">The side, in pixels.</param>
    /// <param name="stride">The network's stride, in pixels.</param>
    /// <returns>The next multiple of the stride.</returns>
    public static int RoundUp(int side, int stride) => (side + stride - 1) / stride * stride;

    /// <summary>
    /// Lays chips side by side, again from the first when there are too few; a single one is continued by reflection. Samples
    /// without data hold the centre.
    /// </summary>
    /// <param name="chips">Chips of one size, at least one.</param>
    /// <param name="bands">Positions of the bands that the network reads.</param>
    /// <param name="normalization">Their centres.</param>
    /// <param name="height">Rows of the window.</param>
    /// <param name="width">Columns of the window.</param>
    /// <returns>(bands, height, width).</returns>
    public static NamedTensor Tile(
        IReadOnlyList<Chip> chips,
        IReadOnlyList<int> bands,
        Normalization normalization,
        int height,
        int width
    )
    {
        var (chipHeight, chipWidth) = (chips[0].Height, chips[0].Width);
        var columns = (width + chipWidth - 1) / chipWidth;
        var values = new float[bands.Count * height * width];
        for (var i = 0; i < values.Length; i++)
        {
            var (band, row, column) = (i / (height * width), i / width % height, i % width);
            var (tileRow, tileColumn) = (row / chipHeight, column / chipWidth);
            var chip = chips[((tileRow * columns) + tileColumn) % chips.Count];
            var r = Mirrored(row, chipHeight, tileRow);
            var c = Mirrored(column, chipWidth, tileColumn);
            var sample = chip.Samples[(((bands[band] * chipHeight) + r) * chipWidth) + c];
            values[i] = float.IsFinite(sample) ? sample : (float)normalization.Center[band];
        }

        return new NamedTensor([bands.Count, height, width], values);
    }

    // Every second tile is mirrored, so that a chip's neighbour of the same chip continues it.
    private static int Mirrored(int position, int size, int tile) =>
        tile % 2 == 0 ? position % size : size - 1 - (position % size);
}
