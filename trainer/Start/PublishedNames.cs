using Segment.Networks.Encoders;
using Segment.Networks.Ops;
using Segment.Trainer.Packaging;

namespace Segment.Trainer.Start;

/// <summary>Looks for an encoder's parameters among the tensors of a file, under every name that they are published by.</summary>
internal sealed class PublishedNames
{
    private readonly Encoder encoder;
    private readonly IReadOnlyDictionary<string, ParameterDeclaration> parameters;
    private readonly string input;

    /// <summary>Initializes a new instance of the <see cref="PublishedNames"/> class.</summary>
    /// <param name="encoder">The encoder.</param>
    public PublishedNames(Encoder encoder)
    {
        this.encoder = encoder;
        parameters = InputKernel.Parameters(encoder, 1);
        input = InputKernel.Of(encoder);
    }

    /// <summary>Looks for the parameters.</summary>
    /// <param name="tensors">The file's tensors by name.</param>
    /// <returns>The form and prefix under which most are found; null where none is.</returns>
    public PublishedMatch? Find(IReadOnlyDictionary<string, StoredTensor> tensors) =>
        encoder
            .Published.DefaultIfEmpty(new PublishedForm("Segment", encoder.Name))
            .SelectMany(form => Prefixes(form, tensors.Keys).Select(prefix => Find(form, prefix, tensors)))
            .Where(match => match.Names.Count > 0)
            .MaxBy(match => match.Names.Count);

    private PublishedMatch Find(PublishedForm form, string prefix, IReadOnlyDictionary<string, StoredTensor> tensors)
    {
        var renamed = form.Renamed.ToDictionary(r => r.Theirs, r => r.Ours, StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, tensor) in tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            var ours = Rename(name[prefix.Length..], renamed);
            if (tensor.IsFloat && parameters.TryGetValue(ours, out var declared) && Fits(declared, tensor))
            {
                names[ours] = name;
            }
        }

        return new PublishedMatch(encoder, form, prefix, names, parameters.Count);
    }

    /// <summary>Whatever stands before the name of the kernel that reads the image.</summary>
    private IEnumerable<string> Prefixes(PublishedForm form, IEnumerable<string> names)
    {
        var renamed = form.Renamed.ToDictionary(r => r.Ours, r => r.Theirs, StringComparer.Ordinal);
        var kernel = Rename(input, renamed);
        return names
            .Where(n => n == kernel || n.EndsWith($".{kernel}", StringComparison.Ordinal))
            .Select(n => n[..^kernel.Length]);
    }

    /// <summary>Renames a parameter, or the layer that it belongs to.</summary>
    private static string Rename(string name, Dictionary<string, string> renamed)
    {
        var dot = name.LastIndexOf('.');
        return renamed.TryGetValue(name, out var whole) ? whole
            : dot > 0 && renamed.TryGetValue(name[..dot], out var layer) ? layer + name[dot..]
            : name;
    }

    /// <summary>
    /// Sides of one pixel do not count: a linear layer is a convolution of 1 × 1 pixels with the same numbers in the same
    /// order. Nor do the bands of the kernel that reads the image.
    /// </summary>
    private bool Fits(ParameterDeclaration declared, StoredTensor tensor) =>
        declared.Name == input
            ? tensor.Shape is [var outputs, _, var height, var width]
                && (outputs, height, width) == (declared.Shape[0], declared.Shape[2], declared.Shape[3])
            : declared.Shape.Where(d => d > 1).SequenceEqual(tensor.Shape.Where(d => d > 1));
}
