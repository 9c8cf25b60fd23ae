using static TorchSharp.torch;

namespace Segment.Trainer.Data;

/// <summary>What one step sees.</summary>
/// <param name="Image">Normalized image, (N, bands, H, W), channels-last in memory.</param>
/// <param name="Labels">Class index, (N, H, W), int64; 255 = ignore.</param>
internal sealed record Batch(Tensor Image, Tensor Labels) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        Image.Dispose();
        Labels.Dispose();
    }
}
