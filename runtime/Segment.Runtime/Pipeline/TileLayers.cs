using System.Numerics.Tensors;
using Segment.PackageFormat;
using Segment.Raster.Maps;
using Segment.Runtime.Layers;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline;

/// <summary>Makes the layers of a tile's core from the network's answer. Scratch memory of one lane.</summary>
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
            softmax = new SoftmaxRow(setup.Classes, setup.Candidates, setup.Temperature, plan.TileWidth, keepAll);
        }

        if (setup.Layers.Any(layer => layer.Kind == MapLayerKind.Applicability))
        {
            applicability = new ApplicabilityBlocks(ranges, plan);
        }
    }

    /// <summary>Fills a tile's pixels in its band.</summary>
    /// <param name="answer">The network's answer; logits of an excluded class are changed.</param>
    /// <param name="samples">The tile's samples (bands, H, W).</param>
    /// <param name="valid">One byte a pixel (H, W): 1 where it holds data; empty where all do.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="band">The band.</param>
    /// <exception cref="SegmentDataException">The scene's values give no finite logits.</exception>
    public void Fill(TileAnswer answer, ReadOnlySpan<float> samples, ReadOnlySpan<byte> valid, Tile tile, RowBand band)
    {
        Exclude(answer.Logits);
        for (var row = tile.Core.Row; row < tile.Core.EndRow; row++)
        {
            var start = plan.Start(tile, row, tile.Core.Column);
            if (!FillRow(answer, (int)plan.TileArea, start, row, tile.Core.Column, tile.Core.Width, band))
            {
                throw NotFinite(samples, tile, row);
            }
        }

        FillApplicability(samples, valid, tile, band);
        Mask(valid, tile, band);
        FillSeams(answer, valid, tile, band);
    }

    /// <summary>Puts a class out of the running: no softmax and no comparison will find it.</summary>
    /// <param name="logits">The logits (classes, H, W).</param>
    public void Exclude(Span<float> logits)
    {
        if (setup.Excluded is { } excluded)
        {
            var area = checked((int)plan.TileArea);
            logits.Slice(excluded * area, area).Fill(float.MinValue);
        }
    }

    /// <summary>Fills a run of pixels in the layers that follow from the network's answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="plane">The distance between two classes of a pixel.</param>
    /// <param name="start">Position in a plane of the run's first pixel.</param>
    /// <param name="row">The run's row in the scene.</param>
    /// <param name="column">Its first column.</param>
    /// <param name="width">Its pixels.</param>
    /// <param name="band">The band.</param>
    /// <returns>Whether the greatest logit of every pixel is finite.</returns>
    public bool FillRow(TileAnswer answer, int plane, int start, int row, int column, int width, RowBand band)
    {
        var index = band.Run(0, row, column, width);
        if (!answer.Name(plane, start, setup.Classes, index))
        {
            return false;
        }

        if (softmax is null)
        {
            return true;
        }

        var given = answer.Confidence.IsEmpty ? [] : answer.Confidence.Slice(start, width);
        if (given.IsEmpty)
        {
            softmax.Compute(answer.Logits, plane, start, width);
        }

        for (var layer = 1; layer < setup.Layers.Count; layer++)
        {
            FillLayer(setup.Layers[layer], given, band.Run(layer, row, column, width));
        }

        if (setup.AbstainBelow > 0)
        {
            Confidence(given, confidence.AsSpan(0, width));
            Abstain(confidence.AsSpan(0, width), index);
        }

        return true;
    }

    /// <summary>Fills the layer that tells how far the samples lie outside those of the training, where it is asked for.</summary>
    /// <param name="samples">The tile's samples (bands, H, W).</param>
    /// <param name="valid">One byte a pixel (H, W): 1 where it holds data; empty where all do.</param>
    /// <param name="tile">The tile; its core is filled.</param>
    /// <param name="band">The band.</param>
    public void FillApplicability(ReadOnlySpan<float> samples, ReadOnlySpan<byte> valid, Tile tile, RowBand band)
    {
        foreach (var (layer, _) in setup.Layers.Index().Where(l => l.Item.Kind == MapLayerKind.Applicability))
        {
            applicability!.Fill(samples, valid, tile, row => band.Run(layer, row, tile.Core.Column, tile.Core.Width));
        }
    }

    private void FillLayer(MapLayer layer, ReadOnlySpan<byte> given, Span<byte> run)
    {
        switch (layer.Kind)
        {
            case MapLayerKind.Confidence:
                Confidence(given, run);
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

    private void Confidence(ReadOnlySpan<byte> given, Span<byte> run)
    {
        if (given.IsEmpty)
        {
            softmax!.Confidence(run);
        }
        else
        {
            given.CopyTo(run);
        }
    }

    private void Abstain(ReadOnlySpan<byte> sure, Span<byte> index)
    {
        for (var i = 0; i < index.Length; i++)
        {
            index[i] = sure[i] < setup.AbstainBelow ? MapLayer.AbstainIndex : index[i];
        }
    }

    /// <summary>Writes NoData into all layers of a tile's core where there is no data.</summary>
    /// <param name="valid">One byte a pixel of the tile (H, W): 1 where it holds data; empty where all do.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="band">The band.</param>
    public void Mask(ReadOnlySpan<byte> valid, Tile tile, RowBand band)
    {
        if (valid.IsEmpty)
        {
            return;
        }

        for (var row = tile.Core.Row; row < tile.Core.EndRow; row++)
        {
            var held = valid.Slice(plan.Start(tile, row, tile.Core.Column), tile.Core.Width);
            for (var layer = 0; layer < setup.Layers.Count; layer++)
            {
                ClassIndex.Mask(held, band.Run(layer, row, tile.Core.Column, tile.Core.Width));
            }
        }
    }

    /// <summary>Keeps the answers for the first pixels that belong to the next tile to the right, and below.</summary>
    private void FillSeams(TileAnswer answer, ReadOnlySpan<byte> valid, Tile tile, RowBand band)
    {
        if (plan.Padding < SeamStrips.Depth)
        {
            return;
        }

        var width = Math.Min(SeamStrips.Depth, plan.Width - tile.Core.EndColumn);
        for (var row = tile.Core.Row; width > 0 && row < tile.Core.EndRow; row++)
        {
            var strip = band.Seams.Right(row - band.FirstRow, tile.Core.Column / plan.CoreWidth)[..width];
            Name(answer, valid, tile, row, tile.Core.EndColumn, strip);
        }

        for (var row = 0; row < Math.Min(SeamStrips.Depth, plan.Height - tile.Core.EndRow); row++)
        {
            var strip = band.Seams.Below(row).Slice(tile.Core.Column, tile.Core.Width);
            Name(answer, valid, tile, tile.Core.EndRow + row, tile.Core.Column, strip);
        }
    }

    /// <summary>Finds the classes that a tile names for a run of its pixels, 255 where there is no data.</summary>
    /// <param name="answer">The network's answer for the tile.</param>
    /// <param name="valid">One byte a pixel (H, W): 1 where it holds data; empty where all do.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="row">The run's row in the scene.</param>
    /// <param name="column">Its first column.</param>
    /// <param name="strip">One class index a pixel, to fill.</param>
    public void Name(TileAnswer answer, ReadOnlySpan<byte> valid, Tile tile, int row, int column, Span<byte> strip)
    {
        if (strip.IsEmpty)
        {
            return;
        }

        var start = plan.Start(tile, row, column);
        _ = answer.Name((int)plan.TileArea, start, setup.Classes, strip);
        if (!valid.IsEmpty)
        {
            ClassIndex.Mask(valid.Slice(start, strip.Length), strip);
        }
    }

    /// <summary>Says that the network gives no class, and what the user may do.</summary>
    /// <param name="samples">The tile's samples.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="row">The row in the scene.</param>
    /// <returns>The exception to throw.</returns>
    public static SegmentDataException NotFinite(ReadOnlySpan<float> samples, Tile tile, int row) =>
        new(
            $"The network gives no finite answer at row {row}, columns {tile.Core.Column}–{tile.Core.EndColumn - 1} of the "
                + $"scene, where samples reach {TensorPrimitives.MaxMagnitude(samples):0.###e+0}. If such values stand for "
                + "missing data, declare them as the scene's NoData value (gdal_edit.py -a_nodata VALUE scene.tif)."
        );
}
