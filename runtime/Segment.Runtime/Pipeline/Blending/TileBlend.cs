using System.Numerics.Tensors;
using Segment.PackageFormat;
using Segment.Runtime.Layers;
using Segment.Runtime.Tiles;

namespace Segment.Runtime.Pipeline.Blending;

/// <summary>
/// Adds a tile's probabilities, weighted with a Hann window, to the cores that it reaches, and makes the layers of a core when
/// its last tile has come. Scratch memory of one lane.
/// </summary>
internal sealed class TileBlend
{
    private readonly TilePlan plan;
    private readonly SeamScore seams;
    private readonly TileLayers layers;
    private readonly HannWindow down;
    private readonly HannWindow across;
    private readonly SoftmaxRow softmax;
    private readonly int classes;
    private readonly bool needsProbabilities;
    private readonly float[] weights;
    private readonly float[] probability;
    private readonly float[] blended;

    /// <summary>Allocates the scratch memory.</summary>
    /// <param name="setup">What to make.</param>
    /// <param name="plan">The tiles.</param>
    /// <param name="ranges">Where the samples of each band lay in training.</param>
    /// <param name="seams">Told how well the tiles agree before they are blended.</param>
    public TileBlend(LayerSetup setup, TilePlan plan, TrainingRange[] ranges, SeamScore seams)
    {
        (this.plan, this.seams) = (plan, seams);
        (classes, needsProbabilities) = (setup.Classes, setup.NeedsProbabilities);

        // The temperature has its say in each tile; what is blended are probabilities.
        layers = new TileLayers(setup with { Temperature = 1 }, plan, ranges);
        softmax = new SoftmaxRow(classes, setup.Candidates, setup.Temperature, plan.CoreWidth, keepAll: true);
        (down, across) = (HannWindow.Down(plan), HannWindow.Across(plan));
        (weights, probability) = (new float[plan.CoreWidth], new float[plan.CoreWidth]);
        blended = new float[classes * plan.CoreWidth];
    }

    /// <summary>Adds a tile's answers.</summary>
    /// <param name="logits">The tile's logits (classes, H, W); those of an excluded class are changed.</param>
    /// <param name="samples">The tile's samples (bands, H, W).</param>
    /// <param name="valid">One byte a pixel (H, W): 1 where it holds data; empty where all do.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="bands">The bands that take its answers.</param>
    /// <exception cref="SegmentDataException">The scene's values give no finite logits.</exception>
    public void Add(
        Span<float> logits,
        ReadOnlySpan<float> samples,
        ReadOnlySpan<byte> valid,
        Tile tile,
        ReadOnlySpan<RowBand> bands
    )
    {
        layers.Exclude(logits);
        foreach (var band in bands)
        {
            foreach (var cell in band.CellsOf(tile))
            {
                var part = tile with { Core = cell.Area };
                if (IsMeasuredIn(cell, tile))
                {
                    layers.FillApplicability(samples, valid, part, band);
                }

                bool last;
                lock (cell.Gate)
                {
                    AddTo(cell, logits, samples, part);
                    NameSeams(cell, new TileAnswer { Logits = logits }, valid, part);
                    last = cell.TileDone();
                }

                if (last)
                {
                    Finish(cell, valid, part, band);
                }
            }
        }
    }

    /// <summary>Tells whether a tile is the one in which a cell's samples are compared with those of the training: of the
    /// tiles that reach it always the same one.</summary>
    private bool IsMeasuredIn(BlendCell cell, Tile tile) =>
        (Row(tile), Column(tile)) == (Math.Min(cell.Row, plan.Rows - 1), Math.Min(cell.Column, plan.Columns - 1));

    private void AddTo(BlendCell cell, ReadOnlySpan<float> logits, ReadOnlySpan<float> samples, Tile part)
    {
        var area = part.Core;
        var share = probability.AsSpan(0, area.Width);
        var weight = weights.AsSpan(0, area.Width);
        var beside = across.Over(Column(part), cell.Column)[..area.Width];
        for (var row = area.Row; row < area.EndRow; row++)
        {
            softmax.Compute(logits, (int)plan.TileArea, plan.Start(part, row, area.Column), area.Width);
            if (!softmax.IsFinite)
            {
                throw TileLayers.NotFinite(samples, part, row);
            }

            TensorPrimitives.Multiply(beside, down.Over(Row(part), cell.Row)[row - area.Row], weight);
            for (var c = 0; c < classes; c++)
            {
                softmax.Share(c, share);
                WeightedSum.Add(share, weight, Line(cell, c, row - area.Row, area.Width));
            }
        }
    }

    /// <summary>Notes what the tile names beside the lines where it would be cut.</summary>
    private void NameSeams(BlendCell cell, TileAnswer answer, ReadOnlySpan<byte> valid, Tile part)
    {
        var area = part.Core;
        var column = area.Column + CellSeams.Middle(plan.CoreWidth);
        for (var row = area.Row; row < area.EndRow; row++)
        {
            var strip = cell.Seams.Across(Row(part), Column(part), row - area.Row);
            var inside = Math.Clamp(area.EndColumn - column, 0, strip.Length);
            layers.Name(answer, valid, part, row, column, strip[..inside]);
        }

        for (var line = 0; line < CellSeams.Depth; line++)
        {
            var row = area.Row + CellSeams.Middle(plan.CoreHeight) + line;
            if (row < area.EndRow && cell.Seams.Down(Row(part), Column(part), line) is { IsEmpty: false } strip)
            {
                layers.Name(answer, valid, part, row, area.Column, strip[..area.Width]);
            }
        }
    }

    /// <summary>Makes a cell's layers from its sums.</summary>
    private void Finish(BlendCell cell, ReadOnlySpan<byte> valid, Tile part, RowBand band)
    {
        var area = part.Core;
        for (var row = area.Row; row < area.EndRow; row++)
        {
            for (var c = 0; c < classes; c++)
            {
                var line = blended.AsSpan(c * area.Width, area.Width);
                TensorPrimitives.ConvertTruncating<ushort, float>(Line(cell, c, row - area.Row, area.Width), line);
                if (needsProbabilities)
                {
                    // The softmax of logarithms gives back the probabilities; the class is the same without.
                    TensorPrimitives.Log(line, line);
                }
            }

            var answer = new TileAnswer { Logits = blended };
            _ = layers.FillRow(answer, area.Width, 0, row, area.Column, area.Width, band);
        }

        layers.Mask(valid, part, band);
        seams.Add(cell.Seams.Compare());
        cell.Release();
        band.TileDone();
    }

    private Span<ushort> Line(BlendCell cell, int index, int row, int count) =>
        cell.Sums.AsSpan(((index * plan.CoreHeight) + row) * plan.CoreWidth, count);

    private int Row(Tile tile) => tile.Window.Row / plan.CoreHeight;

    private int Column(Tile tile) => tile.Window.Column / plan.CoreWidth;
}
