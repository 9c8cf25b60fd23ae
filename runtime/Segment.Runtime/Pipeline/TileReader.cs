using System.Numerics.Tensors;
using Segment.Raster;
using Segment.Raster.Scenes;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>Reads tiles of a scene as the network wants them. Each thread has its own.</summary>
internal sealed class TileReader : IDisposable
{
    private readonly RasterSource scene;
    private readonly int[] bands;
    private readonly float[] center;
    private readonly SceneMask? mask;
    private byte[] inside = [];

    /// <summary>Opens the scene.</summary>
    /// <param name="setup">The job.</param>
    public TileReader(PipelineSetup setup)
    {
        scene = RasterSource.Open(setup.ScenePath, setup.Frame);
        scene.KeepDecoded(setup.CacheBytes);
        bands = setup.Bands;
        center = [.. setup.Model.Definition.Normalization.Center.Select(value => (float)value)];
        mask = setup.MaskPath is { } path ? SceneMask.Open(path, scene.Grid, notice: null) : null;
    }

    /// <summary>Tells without reading whether a sparse file stores nothing of a tile's core.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>Whether no pixel of the core can hold data.</returns>
    public bool IsEmpty(Tile tile) => scene.IsEmpty(tile.Core, bands);

    /// <summary>Reads a tile, mirrored beyond the scene's border, with a number in place of every missing sample.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="samples">Filled with (bands, H, W).</param>
    /// <param name="valid">Filled with (H, W): 1 where all bands hold data; empty where the scene always does.</param>
    /// <returns>Whether any pixel of the tile's core holds data.</returns>
    public bool Read(Tile tile, Span<float> samples, Span<byte> valid)
    {
        if (!valid.IsEmpty && IsEmpty(tile))
        {
            return false;
        }

        ReflectedWindow.Read(scene, tile.Window, bands, samples);
        if (valid.IsEmpty)
        {
            return true;
        }

        SampleFill.Fill(samples, bands.Length, center, valid);
        Mask(tile, valid);
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
    public void Dispose()
    {
        mask?.Dispose();
        scene.Dispose();
    }

    private void Mask(Tile tile, Span<byte> valid)
    {
        if (mask is null)
        {
            return;
        }

        if (inside.Length < tile.Core.Area)
        {
            inside = new byte[tile.Core.Area];
        }

        var core = inside.AsSpan(0, (int)tile.Core.Area);
        mask.Read(tile.Core, core);
        for (var row = 0; row < tile.Core.Height; row++)
        {
            var start =
                ((tile.Core.Row + row - tile.Window.Row) * tile.Window.Width) + tile.Core.Column - tile.Window.Column;
            TensorPrimitives.BitwiseAnd(
                valid.Slice(start, tile.Core.Width),
                core.Slice(row * tile.Core.Width, tile.Core.Width),
                valid.Slice(start, tile.Core.Width)
            );
        }
    }
}
