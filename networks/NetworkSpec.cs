using Segment.Networks.Decoders;
using Segment.Networks.Encoders;

namespace Segment.Networks;

/// <summary>Which network: all that is needed to build it but its weights.</summary>
/// <param name="ModelType">A decoder's name in <see cref="DecoderCatalog"/>, such as <c>unet</c>.</param>
/// <param name="BackboneModel">An encoder's name in <see cref="EncoderCatalog"/>, such as <c>resnet18</c>.</param>
/// <param name="Bands">Channels of the image, from 1.</param>
/// <param name="Classes">Channels of the logits, 2–254: class indices are bytes, and 255 stands for no class.</param>
public sealed record NetworkSpec(string ModelType, string BackboneModel, int Bands, int Classes)
{
    private const int LargestPyramidSize = 64;
    private const int MostPyramidSizes = 16;

    /// <summary>The most classes that a byte with room for "no class" can tell apart.</summary>
    public const int MaximumClasses = 254;

    /// <summary>
    /// Gets the cells along each side of every level of pyramid pooling, for the model types that pool so. Default:
    /// 1, 2, 3 and 6.
    /// </summary>
    public IReadOnlyList<int> PyramidSizes { get; init; } = PyramidPooling.DefaultSizes;

    /// <summary>Gets <see cref="PyramidSizes"/> where they matter and differ from the default; else none.</summary>
    public IReadOnlyList<int> OwnPyramidSizes =>
        DecoderCatalog.Find(ModelType) is { PoolsPyramids: true }
        && !PyramidSizes.SequenceEqual(PyramidPooling.DefaultSizes)
            ? PyramidSizes
            : [];

    /// <summary>Checks every member.</summary>
    /// <returns>One sentence for each problem, for the user; none if the network can be built.</returns>
    public IEnumerable<string> Problems()
    {
        if (DecoderCatalog.Find(ModelType) is null)
        {
            yield return $"Unknown model type '{ModelType}'. Known: {string.Join(", ", DecoderCatalog.All.Select(d => d.Name))}.";
        }

        if (EncoderCatalog.Find(BackboneModel) is null)
        {
            yield return $"Unknown backbone model '{BackboneModel}'. Known: {string.Join(", ", EncoderCatalog.NamesLike(BackboneModel))}.";
        }

        if (Bands < 1)
        {
            yield return $"A network needs at least 1 band, and {Bands} were asked for.";
        }

        if (Classes is < 2 or > MaximumClasses)
        {
            yield return $"A network tells 2 to {MaximumClasses} classes apart, and {Classes} were asked for.";
        }

        foreach (var problem in PyramidProblems(PyramidSizes))
        {
            yield return problem;
        }
    }

    /// <summary>Checks the sizes of pyramid pooling.</summary>
    /// <param name="sizes">Cells along each side, one number for each level.</param>
    /// <returns>A sentence for the user if they cannot be.</returns>
    public static IEnumerable<string> PyramidProblems(IReadOnlyList<int> sizes)
    {
        if (sizes.Count is 0 or > MostPyramidSizes || sizes.Any(size => size is < 1 or > LargestPyramidSize))
        {
            yield return $"The pyramid sizes are [{string.Join(", ", sizes)}]; give 1 to {MostPyramidSizes} numbers from 1 to {LargestPyramidSize}.";
        }
    }
}
