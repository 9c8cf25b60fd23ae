using Segment.PackageFormat;
using Segment.Raster;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>Reads tiles of a scene as the network wants them. Each thread has its own.</summary>
internal sealed class TileReader : IDisposable
{
    private readonly RasterSource scene;
    private readonly int[] bands;
    private readonly float[] center;

    /// <summary>Opens the scene.</summary>
    /// <param name="path">The scene.</param>
    /// <param name="bands">The scene's band for each channel of the network, from 0.</param>
    /// <param name="normalization">Where samples without data are put.</param>
    public TileReader(string path, int[] bands, Normalization normalization)
    {
        scene = RasterSource.Open(path);
        this.bands = bands;
        center = [.. normalization.Center.Select(value => (float)value)];
    }

    /// <summary>Reads a tile, mirrored beyond the scene's border, with a number in place of every missing sample.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="samples">Filled with (bands, H, W).</param>
    /// <param name="valid">Filled with (H, W): 1 where all bands hold data; empty where the scene always does.</param>
    /// <returns>Whether any pixel of the tile's core holds data.</returns>
    public bool Read(Tile tile, Span<float> samples, Span<byte> valid)
    {
        ReflectedWindow.Read(scene, tile.Window, bands, samples);
        if (valid.IsEmpty)
        {
            return true;
        }

        SampleFill.Fill(samples, bands.Length, center, valid);
        for (var row = tile.Core.Row; row < tile.Core.EndRow; row++)
        {
            var start = ((row - tile.Window.Row) * tile.Window.Width) + tile.Core.Column - tile.Window.Column;
            if (valid.Slice(start, tile.Core.Width).Contains((byte)1))
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => scene.Dispose();
}
