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
    /// <param name="setup">The job.</param>
    public TileReader(PipelineSetup setup)
    {
        scene = RasterSource.Open(setup.ScenePath);
        scene.KeepDecoded(setup.CacheBytes);
        bands = setup.Bands;
        center = [.. setup.Model.Definition.Normalization.Center.Select(value => (float)value)];
    }

    /// <summary>Reads a tile, mirrored beyond the scene's border, with a number in place of every missing sample.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="samples">Filled with (bands, H, W).</param>
    /// <param name="valid">Filled with (H, W): 1 where all bands hold data; empty where the scene always does.</param>
    /// <returns>Whether any pixel of the tile's core holds data.</returns>
    public bool Read(Tile tile, Span<float> samples, Span<byte> valid)
    {
        if (!valid.IsEmpty && scene.IsEmpty(tile.Core, bands))
        {
            return false;
        }

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
