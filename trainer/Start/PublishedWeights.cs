using Segment.Networks;
using Segment.Networks.Encoders;
using Segment.PackageFormat;
using Segment.Trainer.Packaging;

namespace Segment.Trainer.Start;

/// <summary>
/// A file of published weights, in the safetensors format, whose names are torchvision's, timm's or
/// segmentation_models.pytorch's.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class PublishedWeights(string path) : IDisposable
{
    // A file of the right network holds every parameter; one that lacks more than this was made for another.
    private const double MinimumShare = 0.9;
    private const int Shown = 8;
    private const string EncoderPart = "encoder.";
    private const string DecoderPart = "decoder.";

    // A counter that PyTorch stores with each batch norm; nothing here reads it.
    private const string Counter = ".num_batches_tracked";

    private readonly TensorReader reader = File.Exists(path)
        ? TensorReader.Open(path, "Download it again.")
        : throw new SegmentDataException($"--weights {path}: there is no such file.");

    /// <summary>Finds an encoder's parameters.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <returns>Where they are.</returns>
    /// <exception cref="SegmentDataException">Less than nine tenths are there, or they are another network's.</exception>
    public PublishedMatch Match(Encoder encoder)
    {
        var match = new PublishedNames(encoder).Find(reader.Tensors);
        // A deeper network of the same family holds all parameters of a shallower one: then the file is the deeper one's.
        var least = match is { Share: >= MinimumShare } ? match.Names.Count : 0;
        var better = EncoderCatalog
            .All.Where(e => e.Name != encoder.Name && e.Published.Count > 0)
            .Select(e => new PublishedNames(e).Find(reader.Tensors))
            .Where(m => m is { Share: >= MinimumShare } && m.Names.Count > least)
            .OrderByDescending(m => m!.Share)
            .ThenByDescending(m => m!.Names.Count)
            .FirstOrDefault();
        if (match is { Share: >= MinimumShare } && better is null)
        {
            return match;
        }

        var found = match is null ? "none of its parameters" : $"{match.Names.Count} of its {match.Wanted} parameters";
        throw new SegmentDataException(
            $"--weights {path} is not of {encoder.Name}: it holds {found}. "
                + (
                    better is not null
                        ? $"It fits {better.Encoder.Name} ({better.Names.Count} of {better.Wanted}): give --backbone-model {better.Encoder.Name}, "
                            + "or another file."
                        : $"It fits no backbone of 'segment zoo'; its tensors are {Listed(reader.Tensors.Keys)}."
                )
        );
    }

    /// <summary>Puts the file's weights in the place of others.</summary>
    /// <param name="match">Where the encoder's parameters are.</param>
    /// <param name="network">The network.</param>
    /// <param name="weights">The network's weights by name; those that the file holds are replaced.</param>
    /// <param name="kernels">How the first convolution is fitted to the bands.</param>
    /// <param name="notice">Told what was loaded and what was not.</param>
    /// <exception cref="SegmentDataException">A tensor cannot be read, or holds numbers that are not finite.</exception>
    public void Load(
        PublishedMatch match,
        SegmentationNetwork network,
        Dictionary<string, float[]> weights,
        BandKernels kernels,
        Action<string> notice
    )
    {
        var input = InputKernel.Of(match.Encoder);
        var used = new HashSet<string>(match.Names.Values, StringComparer.Ordinal);
        foreach (var (ours, theirs) in match.Names)
        {
            var tensor = Finite(theirs);
            var name = EncoderPart + ours;
            weights[name] =
                ours == input ? kernels.Fit(tensor, weights[name], Path.GetFileName(path), notice) : tensor.Values;
        }

        Rescale(match, weights);
        var decoder = LoadDecoder(match, network, weights, used);
        List<string> unused =
        [
            .. reader.Tensors.Keys.Where(k => !used.Contains(k) && !k.EndsWith(Counter, StringComparison.Ordinal)),
        ];
        notice(
            $"{Path.GetFileName(path)} has {match.Form.Library}'s names of {match.Form.Name}: {match.Names.Count} of {match.Wanted} parameters of the "
                + $"encoder were loaded{decoder}{(unused.Count > 0 ? $"; not used: {Listed(unused)}" : "")}. The rest starts at random."
        );
    }

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private NamedTensor Finite(string name)
    {
        var tensor = reader.Read(name);
        return Array.TrueForAll(tensor.Values, float.IsFinite)
            ? tensor
            : throw new SegmentDataException(
                $"--weights {path}: '{name}' holds values that are not finite numbers. Download the file again, or take another."
            );
    }

    /// <summary>Makes norms that were trained with another epsilon compute the same: weight / sqrt(variance + epsilon) stays.</summary>
    private static void Rescale(PublishedMatch match, Dictionary<string, float[]> weights)
    {
        if (match.Form.BatchEpsilon is not var (theirs, ours))
        {
            return;
        }

        const string Variance = ".running_var";
        foreach (var name in match.Names.Keys.Where(n => n.EndsWith(Variance, StringComparison.Ordinal)))
        {
            var variance = weights[EncoderPart + name];
            var weight = weights[EncoderPart + name[..^Variance.Length] + ".weight"];
            for (var c = 0; c < weight.Length; c++)
            {
                weight[c] *= MathF.Sqrt((variance[c] + ours) / (variance[c] + theirs));
            }
        }
    }

    /// <summary>
    /// Takes the decoder too where the file is a whole network of segmentation_models.pytorch's; its head knows other classes.
    /// </summary>
    private string LoadDecoder(
        PublishedMatch match,
        SegmentationNetwork network,
        Dictionary<string, float[]> weights,
        HashSet<string> used
    )
    {
        if (!match.Prefix.EndsWith(EncoderPart, StringComparison.Ordinal))
        {
            return string.Empty;
        }

        var root = match.Prefix[..^EncoderPart.Length];
        var wanted = network
            .Declare()
            .Parameters.Values.Where(p => p.Name.StartsWith(DecoderPart, StringComparison.Ordinal))
            .ToList();
        var found = wanted.FindAll(p =>
            reader.Tensors.TryGetValue(root + p.Name, out var tensor) && tensor.Shape.SequenceEqual(p.Shape)
        );
        foreach (var parameter in found)
        {
            weights[parameter.Name] = Finite(root + parameter.Name).Values;
            _ = used.Add(root + parameter.Name);
        }

        return $", {found.Count} of {wanted.Count} of the decoder";
    }

    private static string Listed(IEnumerable<string> names)
    {
        var sorted = names.Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", sorted.Take(Shown).Select(ShownText.Quote))
            + (sorted.Count > Shown ? $" and {sorted.Count - Shown} more" : "");
    }
}
