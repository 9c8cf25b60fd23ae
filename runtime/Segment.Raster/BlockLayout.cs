using Segment.PackageFormat;
using Segment.Raster.Interop;

namespace Segment.Raster;

/// <summary>How the samples of a raster lie in blocks: the unit in which a file is read and decompressed.</summary>
public sealed class BlockLayout
{
    /// <summary>The room for decoded blocks that all open rasters share, beside what each asks for, in bytes.</summary>
    public const long SharedBytes = BlockCache.Base;

    private readonly int height;
    private readonly int width;
    private readonly (int Height, int Width, int Bytes)[] kinds;

    /// <summary>Initializes a new instance of the <see cref="BlockLayout"/> class.</summary>
    /// <param name="height">The raster's rows.</param>
    /// <param name="width">The raster's columns.</param>
    /// <param name="bands">The raster's bands; all are counted, as a file may hold them side by side in one block.</param>
    public BlockLayout(int height, int width, IReadOnlyList<RasterBand> bands)
    {
        (this.height, this.width) = (height, width);
        kinds =
        [
            .. bands
                .GroupBy(band => (band.BlockHeight, band.BlockWidth))
                .Select(kind => (kind.Key.BlockHeight, kind.Key.BlockWidth, kind.Sum(band => band.Type.SizeBytes()))),
        ];
    }

    /// <summary>Gets the room that all blocks take when they are decoded, in bytes.</summary>
    public long AllBytes => DecodedBytes(height, width);

    /// <summary>Gets the room that a window's blocks take when they are decoded.</summary>
    /// <param name="rows">The window's rows.</param>
    /// <param name="columns">The window's columns.</param>
    /// <returns>Bytes, of all bands, wherever the window lies.</returns>
    public long DecodedBytes(long rows, long columns)
    {
        var bytes = 0L;
        foreach (var kind in kinds)
        {
            bytes += Touched(rows, kind.Height, height) * Touched(columns, kind.Width, width) * kind.Bytes;
        }

        return bytes;
    }

    /// <summary>A window that begins within a block touches all of it, and of the block where it ends.</summary>
    private static long Touched(long window, long block, long whole)
    {
        var blocks = ((Math.Min(window, whole) + block - 2) / block) + 1;
        return Math.Min(blocks, (whole + block - 1) / block) * block;
    }
}
