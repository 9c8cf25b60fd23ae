using System.Text;

namespace Segment.PackageFormat.Archive;

/// <summary>Turns the contents of a package into named bytes and back.</summary>
internal static class PackageEntries
{
    private static readonly UTF8Encoding StrictUtf8 = new(
        encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true
    );

    /// <summary>Gets the names that a package's own entries have, those that may be absent included.</summary>
    /// <param name="definition">The definition.</param>
    /// <returns>The names.</returns>
    public static IEnumerable<string> Own(ModelDefinition definition) =>
        [
            definition.Name + EntryName.DefinitionSuffix,
            ModelPackage.GraphEntry,
            TrainingMetrics.FileName,
            TrainingHistory.FileName,
            ModelReview.FileName,
            EntryName.Report,
            GoldenEntries.Shapes,
            GoldenEntries.Image,
            GoldenEntries.Logits,
            EntryName.Checksums,
            .. Int8Entries.Names,
        ];

    /// <summary>Makes all entries but the checksums, in the order in which they are stored.</summary>
    /// <param name="contents">Sound contents.</param>
    /// <returns>Names and bytes: the definition first, the graph after the small files, further files last.</returns>
    public static IEnumerable<KeyValuePair<string, byte[]>> Of(PackageContents contents)
    {
        yield return new(contents.Definition.Name + EntryName.DefinitionSuffix, contents.Definition.ToJson());
        yield return new(TrainingMetrics.FileName, contents.Metrics.ToJson());
        yield return new(TrainingHistory.FileName, contents.History.ToJson());
        if (contents.Review is { } review)
        {
            yield return new(ModelReview.FileName, review.ToJson());
        }

        if (contents.ReportHtml is { } report)
        {
            yield return new(EntryName.Report, Encoding.UTF8.GetBytes(report));
        }

        foreach (var entry in GoldenEntries.Write(contents.Golden))
        {
            yield return entry;
        }

        yield return new(ModelPackage.GraphEntry, contents.Graph);
        if (contents.Int8 is { } int8)
        {
            foreach (var entry in Int8Entries.Write(int8))
            {
                yield return entry;
            }
        }

        foreach (var extra in contents.ExtraFiles.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            yield return extra;
        }
    }

    /// <summary>Reads what a host needs of an archive; further files stay packed.</summary>
    /// <param name="entries">The archive's entries.</param>
    /// <returns>The contents, each part sound in itself.</returns>
    /// <exception cref="SegmentDataException">A part is missing or not sound.</exception>
    public static PackageContents Read(VerifiedEntries entries)
    {
        var definition = Definition(entries);
        var golden = GoldenEntries.Read(
            entries.Read(GoldenEntries.Shapes),
            entries.Read(GoldenEntries.Image, PackageLimits.MaxPartBytes),
            entries.Read(GoldenEntries.Logits, PackageLimits.MaxPartBytes)
        );
        return new PackageContents
        {
            Definition = definition,
            Metrics = TrainingMetrics.FromJson(entries.Read(TrainingMetrics.FileName)),
            History = TrainingHistory.FromJson(entries.Read(TrainingHistory.FileName)),
            Review = entries.Names.Contains(ModelReview.FileName)
                ? ModelReview.FromJson(entries.Read(ModelReview.FileName))
                : null,
            ReportHtml = entries.Names.Contains(EntryName.Report) ? Report(entries) : null,
            Golden = golden,
            Graph = entries.Read(ModelPackage.GraphEntry, PackageLimits.MaxEntryBytes),
            Int8 = Int8Entries.Read(entries, golden),
        };
    }

    /// <summary>Reads the further files of an archive.</summary>
    /// <param name="entries">The archive's entries.</param>
    /// <param name="definition">Its definition.</param>
    /// <returns>Bytes by entry name.</returns>
    /// <exception cref="SegmentDataException">One is damaged.</exception>
    public static IReadOnlyDictionary<string, byte[]> Further(VerifiedEntries entries, ModelDefinition definition)
    {
        var own = Own(definition).ToHashSet(StringComparer.Ordinal);
        return entries
            .Names.Where(name => !own.Contains(name))
            .ToDictionary(
                name => name,
                name => entries.Read(name, PackageLimits.MaxEntryBytes),
                StringComparer.Ordinal
            );
    }

    private static ModelDefinition Definition(VerifiedEntries entries)
    {
        var names = entries.Names.Where(n => n.EndsWith(EntryName.DefinitionSuffix, StringComparison.Ordinal)).ToList();
        if (names.Count != 1)
        {
            throw new SegmentDataException(
                $"It holds {names.Count} entries '*{EntryName.DefinitionSuffix}'; exactly one is allowed."
            );
        }

        var definition = ModelDefinition.FromJson(entries.Read(names[0]), names[0]);
        return names[0] == definition.Name + EntryName.DefinitionSuffix
            ? definition
            : throw new SegmentDataException(
                $"The definition '{names[0]}' names its model '{definition.Name}'; the entry must be '{definition.Name}{EntryName.DefinitionSuffix}'."
            );
    }

    private static string Report(VerifiedEntries entries)
    {
        try
        {
            return StrictUtf8.GetString(entries.Read(EntryName.Report, PackageLimits.MaxPartBytes));
        }
        catch (DecoderFallbackException e)
        {
            throw new SegmentDataException($"The entry '{EntryName.Report}' is not text in UTF-8.", e);
        }
    }
}
