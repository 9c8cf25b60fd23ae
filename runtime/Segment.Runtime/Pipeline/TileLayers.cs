using System.Numerics.Tensors;
using Segment.PackageFormat;
using Segment.Raster.Maps;
using Segment.Runtime.Layers;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>Makes the layers of a tile's core from its logits. Scratch memory of one lane.</summary>
internal sealed class TileLayers
{
    private readonly LayerSetup setup;
    private readonly TilePlan plan;
    private readonly SoftmaxRow? softmax;
    private readonly ApplicabilityBlocks? applicability;
    private readonly byte[] confidence;

    /// <summary>Allocates the scratch memory.</summary>
    /// <param name="setup">What to make.</param>
    /// <param name="plan">The tile shape.</param>
    /// <param name="ranges">Where the samples of each band lay in training.</param>
    public TileLayers(LayerSetup setup, TilePlan plan, TrainingRange[] ranges)
    {
        (this.setup, this.plan) = (setup, plan);
        confidence = new byte[plan.TileWidth];
        if (setup.NeedsProbabilities)
        {
            var keepAll = setup.Layers.Any(layer => layer.Kind == MapLayerKind.Probability);
            var candidates = setup.Classes - (setup.Excluded is null ? 0 : 1);
            softmax = new SoftmaxRow(setup.Classes, candidates, setup.Temperature, plan.TileWidth, keepAll);
        }

        if (setup.Layers.Any(layer => layer.Kind == MapLayerKind.Applicability))
        {
            applicability = new ApplicabilityBlocks(ranges, plan);
        }
    }

    /// <summary>Fills a tile's pixels in its band.</summary>
    /// <param name="logits">The tile's logits (classes, H, W); those of an excluded class are changed.</param>
    /// <param name="samples">The tile's samples (bands, H, W).</param>
    /// <param name="valid">One byte a pixel (H, W): 1 where it holds data; empty where all do.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="band">The band.</param>
    /// <exception cref="SegmentDataException">The scene's values give no finite logits.</exception>
    public void Fill(Span<float> logits, ReadOnlySpan<float> samples, ReadOnlySpan<byte> valid, Tile tile, RowBand band)
    {
        Exclude(logits);
        for (var row = tile.Core.Row; row < tile.Core.EndRow; row++)
        {
            var start = Start(tile, row, tile.Core.Column);
            if (!FillRow(logits, start, row, tile.Core.Column, tile.Core.Width, band))
            {
                throw NotFinite(samples, tile, row);
            }
        }

        foreach (var (layer, _) in setup.Layers.Index().Where(l => l.Item.Kind == MapLayerKind.Applicability))
        {
            applicability!.Fill(samples, valid, tile, row => band.Run(layer, row, tile.Core.Column, tile.Core.Width));
        }

        Mask(valid, tile, band);
        FillSeams(logits, valid, tile, band);
    }

    /// <summary>Puts a class out of the running: no softmax and no comparison will find it.</summary>
    /// <param name="logits">The logits (classes, H, W).</param>
    private void Exclude(Span<float> logits)
    {
        if (setup.Excluded is { } excluded)
        {
            var area = checked((int)plan.TileArea);
            logits.Slice(excluded * area, area).Fill(float.MinValue);
        }
    }

    private bool FillRow(ReadOnlySpan<float> logits, int start, int row, int column, int width, RowBand band)
    {
        var area = (int)plan.TileArea;
        var index = band.Run(0, row, column, width);
        if (!ClassIndex.Find(logits, area, start, setup.Classes, index))
        {
            return false;
        }

        if (softmax is null)
        {
            return true;
        }

        softmax.Compute(logits, area, start, width);
        for (var layer = 1; layer < setup.Layers.Count; layer++)
        {
            FillLayer(setup.Layers[layer], band.Run(layer, row, column, width));
        }

        if (setup.AbstainBelow > 0)
        {
            softmax.Confidence(confidence.AsSpan(0, width));
            Abstain(confidence.AsSpan(0, width), index);
        }

        return true;
    }

    private void FillLayer(MapLayer layer, Span<byte> run)
    {
        switch (layer.Kind)
        {
            case MapLayerKind.Confidence:
                softmax!.Confidence(run);
                break;
            case MapLayerKind.Entropy:
                softmax!.Entropy(run);
                break;
            case MapLayerKind.Probability:
                softmax!.Probability(layer.ClassIndex!.Value, run);
                break;
            default:
                break;
        }
    }

    private void Abstain(ReadOnlySpan<byte> sure, Span<byte> index)
    {
        for (var i = 0; i < index.Length; i++)
        {
            index[i] = sure[i] < setup.AbstainBelow ? MapLayer.AbstainIndex : index[i];
        }
    }

    private void Mask(ReadOnlySpan<byte> valid, Tile tile, RowBand band)
    {
        if (valid.IsEmpty)
        {
            return;
        }

        for (var row = tile.Core.Row; row < tile.Core.EndRow; row++)
        {
            var held = valid.Slice(Start(tile, row, tile.Core.Column), tile.Core.Width);
            for (var layer = 0; layer < setup.Layers.Count; layer++)
            {
                ClassIndex.Mask(held, band.Run(layer, row, tile.Core.Column, tile.Core.Width));
            }
        }
    }

    /// <summary>Keeps the answers for the first pixels that belong to the next tile to the right, and below.</summary>
    private void FillSeams(ReadOnlySpan<float> logits, ReadOnlySpan<byte> valid, Tile tile, RowBand band)
    {
        if (plan.Padding < SeamStrips.Depth)
        {
            return;
        }

        var width = Math.Min(SeamStrips.Depth, plan.Width - tile.Core.EndColumn);
        for (var row = tile.Core.Row; width > 0 && row < tile.Core.EndRow; row++)
        {
            var strip = band.Seams.Right(row - band.FirstRow, tile.Core.Column / plan.CoreWidth)[..width];
            FillSeam(logits, valid, Start(tile, row, tile.Core.EndColumn), strip);
        }

        for (var row = 0; row < Math.Min(SeamStrips.Depth, plan.Height - tile.Core.EndRow); row++)
        {
            var strip = band.Seams.Below(row).Slice(tile.Core.Column, tile.Core.Width);
            FillSeam(logits, valid, Start(tile, tile.Core.EndRow + row, tile.Core.Column), strip);
        }
    }

    private void FillSeam(ReadOnlySpan<float> logits, ReadOnlySpan<byte> valid, int start, Span<byte> strip)
    {
        _ = ClassIndex.Find(logits, (int)plan.TileArea, start, setup.Classes, strip);
        if (!valid.IsEmpty)
        {
            ClassIndex.Mask(valid.Slice(start, strip.Length), strip);
        }
    }

    private int Start(Tile tile, int row, int column) =>
        ((row - tile.Window.Row) * plan.TileWidth) + column - tile.Window.Column;

    private static SegmentDataException NotFinite(ReadOnlySpan<float> samples, Tile tile, int row) =>
        new(
            $"The network gives no finite answer at row {row}, columns {tile.Core.Column}–{tile.Core.EndColumn - 1} of the "
                + $"scene, where samples reach {TensorPrimitives.MaxMagnitude(samples):0.###e+0}. If such values stand for "
                + "missing data, declare them as the scene's NoData value (gdal_edit.py -a_nodata VALUE scene.tif)."
        );
}
