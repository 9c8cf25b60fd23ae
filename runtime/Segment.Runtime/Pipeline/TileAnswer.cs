namespace Segment.Runtime.Pipeline;

/// <summary>What the network answers for a tile: its logits, or what the graph itself made of them.</summary>
internal readonly ref struct TileAnswer
{
    /// <summary>Gets the logits (classes, H, W); empty where the graph made classes of them.</summary>
    public Span<float> Logits { get; init; }

    /// <summary>Gets the class indices (H, W), 255 where no logit is finite; empty where there are logits.</summary>
    public ReadOnlySpan<byte> Classes { get; init; }

    /// <summary>Gets the confidences (H, W), in steps of 1 / 250; empty where there are logits.</summary>
    public ReadOnlySpan<byte> Confidence { get; init; }

    /// <summary>Finds the class indices of a run of pixels.</summary>
    /// <param name="plane">H · W.</param>
    /// <param name="start">The run's first pixel in a plane.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="index">Filled with one class index a pixel of the run.</param>
    /// <returns>Whether the greatest logit of every pixel is finite.</returns>
    public bool Name(int plane, int start, int classes, Span<byte> index)
    {
        if (Classes.IsEmpty)
        {
            return ClassIndex.Find(Logits, plane, start, classes, index);
        }

        Classes.Slice(start, index.Length).CopyTo(index);
        return !index.ContainsAnyExceptInRange((byte)0, (byte)(classes - 1));
    }
}
