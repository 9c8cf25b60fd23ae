using Segment.Runtime.Layers;

namespace Segment.Runtime.Pipeline;

/// <summary>One caller of the network: runs a batch and hands each pixel's layers to its band of rows.</summary>
internal sealed class InferenceLane : IDisposable
{
    private readonly NetworkCall call;
    private readonly TileLayers layers;

    /// <summary>Allocates the lane's outputs.</summary>
    /// <param name="setup">The job.</param>
    /// <param name="token">Ends a run within one node of the graph.</param>
    public InferenceLane(PipelineSetup setup, CancellationToken token)
    {
        call = new NetworkCall(setup.Model, setup.Plan, setup.Job.BatchSize, setup.Layers.Augmentation, token);
        layers = new TileLayers(setup.Layers, setup.Plan, TrainingRange.Of(setup.Model.Definition));
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
            var (tile, band) = batch.Tiles[slot];
            layers.Fill(call.Logits.Slot(slot), batch.Pixels.Slot(slot), batch.Valid(slot), tile, band);
            band.TileDone();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => call.Dispose();
}
