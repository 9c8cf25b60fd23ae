using System.Numerics;
using Segment.Raster.Interop;

namespace Segment.Raster.Maps;

/// <summary>Cuts rows into the file's blocks and writes them in the file's order, past GDAL's block cache.</summary>
internal sealed class MapBlocks
{
    /// <summary>Rows and columns of a block, in pixels.</summary>
    public const int Side = 256;

    private readonly DatasetHandle dataset;
    private readonly int width;
    private readonly ClassEncoding encoding;
    private readonly byte[] narrow;
    private readonly ushort[] wide;

    /// <summary>Prepares to write.</summary>
    /// <param name="dataset">The map's dataset, with blocks of <see cref="Side"/>.</param>
    /// <param name="grid">The map's grid.</param>
    /// <param name="encoding">The numbers of the classes.</param>
    public MapBlocks(DatasetHandle dataset, GridGeometry grid, ClassEncoding encoding)
    {
        this.dataset = dataset;
        this.encoding = encoding;
        width = grid.Width;
        narrow = new byte[encoding.IsWide ? 0 : Side * Side];
        wide = new ushort[encoding.IsWide ? Side * Side : 0];
    }

    /// <summary>Writes one row of blocks.</summary>
    /// <param name="row">Its first row, a multiple of <see cref="Side"/>.</param>
    /// <param name="classIndex">Whole rows of class indices: <see cref="Side"/> of them, or what is left of the map.</param>
    /// <returns>GDAL's words where a block could not be written; else null.</returns>
    /// <exception cref="ArgumentException">An index is no class.</exception>
    public string? Write(int row, ReadOnlySpan<byte> classIndex)
    {
        using var errors = GdalErrors.Begin();
        var band = GdalApi.GDALGetRasterBand(dataset, 1);
        for (var column = 0; column < width; column += Side)
        {
            var status = encoding.IsWide
                ? Write<ushort>(band, row, column, classIndex, wide)
                : Write<byte>(band, row, column, classIndex, narrow);
            if (status != GdalApi.Success)
            {
                return errors.Text;
            }
        }

        return null;
    }

    private unsafe int Write<T>(nint band, int row, int column, ReadOnlySpan<byte> classIndex, Span<T> block)
        where T : unmanaged, INumberBase<T>
    {
        var columns = Math.Min(Side, width - column);
        if (columns < Side || classIndex.Length < Side * width)
        {
            block.Fill(T.CreateTruncating(encoding.NoDataValue));
        }

        for (var line = 0; line * width < classIndex.Length; line++)
        {
            var source = classIndex.Slice((line * width) + column, columns);
            encoding.Encode(source, block.Slice(line * Side, columns));
        }

        fixed (T* data = block)
        {
            return GdalApi.GDALWriteBlock(band, column / Side, row / Side, data);
        }
    }
}
