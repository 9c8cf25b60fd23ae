using Segment.Runtime.Layers;
using Segment.Runtime.Pipeline.Blending;

namespace Segment.Runtime.Pipeline;

/// <summary>One caller of the network: runs a batch and hands each pixel's layers to its band of rows.</summary>
internal sealed class InferenceLane : IDisposable
{
    private readonly NetworkCall call;
    private readonly TileLayers? layers;
    private readonly TileBlend? blend;

    /// <summary>Allocates the lane's outputs.</summary>
    /// <param name="setup">The job.</param>
    /// <param name="seams">Told how well tiles that blend agree.</param>
    /// <param name="token">Ends a run within one node of the graph.</param>
    public InferenceLane(PipelineSetup setup, SeamScore seams, CancellationToken token)
    {
        call = new NetworkCall(setup, token);
        var ranges = TrainingRange.Of(setup.Model.Definition);
        if (setup.Plan.Blends)
        {
            blend = new TileBlend(setup.Layers, setup.Plan, ranges, seams);
        }
        else
        {
            layers = new TileLayers(setup.Layers, setup.Plan, ranges);
        }
    }

    /// <summary>Gets the tiles that go through the network at once; fewer than a batch where memory was short.</summary>
    public int BatchSize => call.BatchSize;

    /// <summary>Gets the size of the outputs in bytes.</summary>
    public long Bytes => call.Bytes;

    /// <summary>Runs a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <exception cref="PackageFormat.SegmentDataException">The scene's values give no finite logits.</exception>
    /// <exception cref="PackageFormat.SegmentEnvironmentException">ONNX Runtime failed, for want of memory as a
    /// rule.</exception>
    public void Run(TileBatch batch)
    {
        call.Run(batch);
        for (var slot = 0; slot < batch.Tiles.Count; slot++)
        {
            var (tile, bands) = batch.Tiles[slot];
            var answer = call.Answer(slot);
            blend?.Add(answer.Logits, batch.Pixels.Slot(slot), batch.Valid(slot), tile, bands);
            if (layers is not null)
            {
                layers.Fill(answer, batch.Pixels.Slot(slot), batch.Valid(slot), tile, bands[0]);
                bands[0].TileDone();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => call.Dispose();
}
