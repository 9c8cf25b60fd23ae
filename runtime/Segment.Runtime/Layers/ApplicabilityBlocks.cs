using System.Numerics.Tensors;
using Segment.Raster;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Layers;

/// <summary>Tells, block by block, how far the scene's samples lie outside those of the training. Scratch memory of one lane.</summary>
/// <remarks>
/// A pixel's excess is 0 where every band lies inside its <see cref="TrainingRange"/>, else the greatest distance beyond a
/// range, in spreads. A block's applicability is exp(−mean excess of its pixels with data): 1 within the training data,
/// 0.37 one spread beyond it. Blocks lie on the scene's grid, so that they do not depend on the tiles where the padding
/// is a block wide.
/// </remarks>
/// <param name="ranges">One range for each band.</param>
/// <param name="plan">The tile shape.</param>
internal sealed class ApplicabilityBlocks(TrainingRange[] ranges, TilePlan plan)
{
    /// <summary>The side of a block, in pixels.</summary>
    public const int Side = 16;

    private readonly float[] excess = new float[plan.TileWidth];
    private readonly float[] beyond = new float[plan.TileWidth];
    private readonly float[] present = new float[plan.TileWidth];
    private readonly float[] sums = new float[(plan.TileWidth / Side) + 2];
    private readonly float[] counts = new float[(plan.TileWidth / Side) + 2];
    private readonly byte[] values = new byte[(plan.TileWidth / Side) + 2];

    /// <summary>Fills the layer of a tile's core.</summary>
    /// <param name="samples">The tile's samples (bands, H, W), all finite.</param>
    /// <param name="valid">One byte a pixel (H, W): 1 where it holds data; empty where all do.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="target">Gets the run of the layer to fill, by its row in the scene.</param>
    public void Fill(ReadOnlySpan<float> samples, ReadOnlySpan<byte> valid, Tile tile, RunOfRow target)
    {
        var inside = tile.Window.Intersect(new PixelWindow(0, 0, plan.Height, plan.Width));
        for (var row = tile.Core.Row; row < tile.Core.EndRow; )
        {
            var top = row / Side * Side;
            var end = Math.Min(top + Side, tile.Core.EndRow);
            Measure(samples, valid, tile, inside, top);
            for (; row < end; row++)
            {
                Spread(tile.Core, inside, target(row));
            }
        }
    }

    /// <summary>Measures a row of blocks, as far as they lie inside the tile and the scene.</summary>
    private void Measure(ReadOnlySpan<float> samples, ReadOnlySpan<byte> valid, Tile tile, PixelWindow inside, int top)
    {
        Array.Clear(sums);
        Array.Clear(counts);
        var first = inside.Column / Side;
        for (var row = Math.Max(top, inside.Row); row < Math.Min(top + Side, inside.EndRow); row++)
        {
            var start = ((row - tile.Window.Row) * plan.TileWidth) + inside.Column - tile.Window.Column;
            MeasureRow(samples, valid, start, inside.Width);
            for (var block = first; block * Side < inside.EndColumn; block++)
            {
                var from = Math.Max(block * Side, inside.Column) - inside.Column;
                var length = Math.Min((block + 1) * Side, inside.EndColumn) - inside.Column - from;
                sums[block - first] += TensorPrimitives.Sum<float>(excess.AsSpan(from, length));
                counts[block - first] += TensorPrimitives.Sum<float>(present.AsSpan(from, length));
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Quantization.ToByte(Math.Exp(-sums[i] / Math.Max(1, counts[i])));
        }
    }

    private void MeasureRow(ReadOnlySpan<float> samples, ReadOnlySpan<byte> valid, int start, int count)
    {
        var worst = excess.AsSpan(0, count);
        var further = beyond.AsSpan(0, count);
        var held = present.AsSpan(0, count);
        worst.Clear();
        for (var band = 0; band < ranges.Length; band++)
        {
            var (low, high, spread) = ranges[band];
            var line = samples.Slice(checked((int)(band * plan.TileArea)) + start, count);
            TensorPrimitives.Subtract(line, high, further);
            TensorPrimitives.Divide(further, spread, further);
            TensorPrimitives.Max<float>(worst, further, worst);
            TensorPrimitives.Subtract(low, line, further);
            TensorPrimitives.Divide(further, spread, further);
            TensorPrimitives.Max<float>(worst, further, worst);
        }

        held.Fill(1);
        if (!valid.IsEmpty)
        {
            TensorPrimitives.ConvertChecked<byte, float>(valid.Slice(start, count), held);
            TensorPrimitives.Multiply<float>(worst, held, worst);
        }
    }

    private void Spread(PixelWindow core, PixelWindow inside, Span<byte> run)
    {
        for (var column = core.Column; column < core.EndColumn; )
        {
            var block = column / Side;
            var end = Math.Min((block + 1) * Side, core.EndColumn);
            run[(column - core.Column)..(end - core.Column)].Fill(values[block - (inside.Column / Side)]);
            column = end;
        }
    }

    /// <summary>Gets a run of a layer.</summary>
    /// <param name="row">The row in the scene.</param>
    /// <returns>The core's pixels of that row.</returns>
    public delegate Span<byte> RunOfRow(int row);
}
