using Segment.Networks.Decoders;

namespace Segment.Trainer.AutoDl;

/// <summary>What is tried, in the order in which it is tried.</summary>
internal static class CandidateCatalog
{
    private const string UsualBackbone = "resnet18";

    // Half a chip must still show a neighbourhood, and fit the networks' strides.
    private const int SmallestHalf = 16;
    private const int SizeStep = 8;

    // From small to large; those of the first round are among them, and then train longer.
    private static readonly string[] MoreBackbones =
    [
        "light",
        UsualBackbone,
        "mobilenet_v2",
        "efficientnet_b0",
        "resnet34",
        "resnet50",
        "densenet121",
    ];

    /// <summary>Gets the first round: U-Net with the smallest backbone, so that little time gives a
    /// model too; then every model type once.</summary>
    /// <param name="networks">The model types; none means all.</param>
    /// <param name="side">The chips' side, in pixels.</param>
    /// <returns>What to try.</returns>
    public static IReadOnlyList<Candidate> First(IReadOnlyList<string> networks, int side)
    {
        var types = networks.Count > 0 ? networks : [.. DecoderCatalog.All.Select(d => d.Name)];
        return
        [
            .. types.Where(type => type == "unet").Take(1).Select(type => new Candidate(type, MoreBackbones[0], side)),
            .. types.Distinct().Select(type => new Candidate(type, UsualBackbone, side)),
        ];
    }

    /// <summary>Gets more backbones for model types that did well.</summary>
    /// <param name="types">The model types.</param>
    /// <param name="side">The chips' side, in pixels.</param>
    /// <returns>What to try.</returns>
    public static IReadOnlyList<Candidate> Backbones(IEnumerable<string> types, int side) =>
        [.. types.SelectMany(type => MoreBackbones.Select(backbone => new Candidate(type, backbone, side)))];

    /// <summary>Gets a candidate on whole chips, and on parts half as wide where these are not too small.</summary>
    /// <param name="candidate">The candidate, on whole chips.</param>
    /// <returns>One or two.</returns>
    public static IEnumerable<Candidate> ChipSizes(Candidate candidate)
    {
        yield return candidate;
        var half = candidate.ChipSize / 2 / SizeStep * SizeStep;
        if (half >= SmallestHalf)
        {
            yield return candidate with
            {
                ChipSize = half,
            };
        }
    }
}
