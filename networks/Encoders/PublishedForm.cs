namespace Segment.Networks.Encoders;

/// <summary>A library that publishes trained weights of an encoder, and what it calls them.</summary>
/// <param name="Library">The library: <c>torchvision</c> or <c>timm</c>.</param>
/// <param name="Name">Its name of the network.</param>
public sealed record PublishedForm(string Library, string Name)
{
    /// <summary>PyTorch image models (<see href="https://github.com/huggingface/pytorch-image-models"/>).</summary>
    public const string Timm = "timm";

    /// <summary>PyTorch's own (<see href="https://docs.pytorch.org/vision/stable/models.html"/>).</summary>
    public const string Torchvision = "torchvision";

    /// <summary>
    /// Gets the layers, or single parameters, that it names otherwise than the encoder does; whatever is not here has the
    /// same name.
    /// </summary>
    public IReadOnlyList<(string Theirs, string Ours)> Renamed { get; init; } = [];

    /// <summary>
    /// Gets what is added to a batch norm's variance in the library's network and in the encoder; null where both add the same.
    /// </summary>
    public (float Theirs, float Ours)? BatchEpsilon { get; init; }
}
