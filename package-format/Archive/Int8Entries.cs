namespace Segment.PackageFormat.Archive;

/// <summary>The 8-bit variant as entries: its graph, its logits for the golden window, and what it costs.</summary>
internal static class Int8Entries
{
    public const string Graph = "int8/model.onnx";
    public const string Logits = "int8/logits.f32";

    /// <summary>Gets the names of the entries; a package has all of them or none.</summary>
    public static IReadOnlyList<string> Names { get; } = [Int8Metrics.FileName, Logits, Graph];

    public static Int8Variant? Read(VerifiedEntries entries, GoldenWindow golden) =>
        Names.Any(entries.Names.Contains)
            ? new Int8Variant(
                entries.Read(Graph, PackageLimits.MaxEntryBytes),
                GoldenEntries.Floats(
                    entries.Read(Logits, PackageLimits.MaxPartBytes),
                    Logits,
                    golden.Logits.Length / (golden.Height * golden.Width),
                    golden.Height,
                    golden.Width
                ),
                Int8Metrics.FromJson(entries.Read(Int8Metrics.FileName))
            )
            : null;

    public static IEnumerable<KeyValuePair<string, byte[]>> Write(Int8Variant variant)
    {
        yield return new(Int8Metrics.FileName, variant.Metrics.ToJson());
        yield return new(Logits, GoldenEntries.Bytes(variant.Logits));
        yield return new(Graph, variant.Graph);
    }

    /// <summary>Lists what keeps a variant from being one of a model.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="contents">The package that it is to be part of.</param>
    /// <returns>One sentence for each problem.</returns>
    public static IEnumerable<string> Problems(Int8Variant variant, PackageContents contents)
    {
        foreach (var problem in variant.Metrics.Problems())
        {
            yield return $"{Int8Metrics.FileName}: {problem}";
        }

        var classes = contents.Definition.Classes;
        if (
            !variant
                .Metrics.Classes.Select(c => (c.Value, c.Name))
                .SequenceEqual(classes.Select(c => (c.Value, c.Name)))
        )
        {
            yield return $"The classes of {Int8Metrics.FileName} are not those of the definition.";
        }

        if (variant.Logits.Length != contents.Golden.Logits.Length || !variant.Logits.All(float.IsFinite))
        {
            yield return $"{Logits} does not hold {contents.Golden.Logits.Length} finite numbers, as the golden window needs.";
        }

        foreach (var problem in GraphCheck.Problems(variant.Graph, contents.Definition))
        {
            yield return $"{Graph}: {problem}";
        }
    }
}
