using Segment.PackageFormat;
using Segment.Raster.Chips;

namespace Segment.TrainingData.Splitting;

/// <summary>The split that lies beside chips, as <c>split.json</c>.</summary>
public static class StoredSplit
{
    /// <summary>Writes a split into the folder of its chips.</summary>
    /// <param name="folder">The chips.</param>
    /// <param name="plan">The split.</param>
    /// <exception cref="SegmentOutputException">The file cannot be written.</exception>
    public static void Write(ChipFolder folder, SplitPlan plan) =>
        WholeFile.Write(
            Path.Combine(folder.Folder, TrainingSplit.FileName),
            plan.ToDocument([.. folder.Chips.Select(c => c.Name)]).ToJson()
        );

    /// <summary>Takes the split that is stored where it is what was asked for and fits the chips; else plans one.</summary>
    /// <param name="folder">The chips.</param>
    /// <param name="chips">What a split looks at, in the folder's order.</param>
    /// <param name="options">What was asked for; what is null agrees with anything. The seed is for a new split.</param>
    /// <param name="notice">Told which split it is, and its proof.</param>
    /// <returns>The split.</returns>
    /// <exception cref="SegmentDataException"><c>split.json</c> is not sound, or the chips cannot be split.</exception>
    public static SplitPlan Take(
        ChipFolder folder,
        IReadOnlyList<LabelledChip> chips,
        SplitOptions options,
        Action<string> notice
    )
    {
        var path = Path.Combine(folder.Folder, TrainingSplit.FileName);
        if (!File.Exists(path))
        {
            return SplitPlanner.Plan(chips, folder.Classes, options, notice);
        }

        var stored = Read(path);
        var known = options with { Polygons = options.Polygons || stored.Polygons };
        if (options.TestFold is { } fold)
        {
            notice($"Fold {fold} of the polygons is held out to test on, in place of the split in {path}.");
            return SplitPlanner.Plan(chips, folder.Classes, known, notice);
        }

        if (Disagreement(stored, options) is { } difference)
        {
            notice($"The split in {path} has {difference}, which is not what was asked for: a new split is made.");
            return SplitPlanner.Plan(chips, folder.Classes, known, notice);
        }

        if (Restore(stored, [.. folder.Chips.Select(c => c.Name)], chips, folder.Classes) is { } plan)
        {
            notice($"The split is the one that is stored with the chips ({TrainingSplit.FileName}).");
            SplitNotices.Tell(plan, notice);
            return plan;
        }

        notice($"The split in {path} does not fit these chips, which have changed since: a new split is made.");
        return SplitPlanner.Plan(chips, folder.Classes, known, notice);
    }

    /// <summary>Applies a stored split to chips.</summary>
    /// <param name="stored">The split.</param>
    /// <param name="names">The chips' names.</param>
    /// <param name="chips">The chips, in the same order.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <returns>The split; null where the chips are not those that were split.</returns>
    public static SplitPlan? Restore(
        TrainingSplit stored,
        IReadOnlyList<string> names,
        IReadOnlyList<LabelledChip> chips,
        IReadOnlyList<LandCoverClass> classes
    )
    {
        var windows = ChipPlaces.Find(chips, _ => { });
        SplitPlan plan;
        if (stored.Method == SplitMethod.Spatial)
        {
            var units = LabelUnits.Find(chips, windows, classes.Count, stored.Polygons);
            if (Parts(stored, units) is not { } parts)
            {
                return null;
            }

            plan = new SplitPlan(chips, windows, units, parts, (stored.Blocks, stored.BlockSide))
            {
                Method = stored.Method,
                ValidationPercentage = stored.ValidationPercentage,
                TestPercentage = stored.TestPercentage,
                Seed = stored.Seed,
                Polygons = stored.Polygons,
                Classes = classes,
            };
        }
        else
        {
            var parts = PartOfName(stored);
            plan = new SplitPlan(chips, windows, [.. names.Select(n => parts.GetValueOrDefault(n))])
            {
                Method = stored.Method,
                ValidationPercentage = stored.ValidationPercentage,
                TestPercentage = stored.TestPercentage,
                Seed = stored.Seed,
                Polygons = stored.Polygons,
                Classes = classes,
            };
        }

        return Same(stored, plan, names) ? plan : null;
    }

    private static Dictionary<string, SplitPart?> PartOfName(TrainingSplit stored) =>
        new[]
        {
            (stored.TrainingChips, SplitPart.Training),
            (stored.ValidationChips, SplitPart.Validation),
            (stored.TestChips, SplitPart.Test),
        }
            .SelectMany(part => part.Item1.Select(name => (name, part.Item2)))
            .ToDictionary(p => p.name, p => (SplitPart?)p.Item2, StringComparer.Ordinal);

    private static TrainingSplit Read(string path)
    {
        try
        {
            return TrainingSplit.FromJson(File.ReadAllBytes(path), path);
        }
        catch (SegmentDataException e)
        {
            throw new SegmentDataException($"{e.Message} Delete the file to make a new split.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentDataException($"{path} cannot be read: {e.Message.TrimEnd('.')}.", e);
        }
    }

    private static string? Disagreement(TrainingSplit stored, SplitOptions options) =>
        options.Method is { } method && method != stored.Method
            ? $"the method {stored.Method.ToString().ToLowerInvariant()}"
        : stored.Method == SplitMethod.Given ? null
        : options.ValidationPercentage is { } validation && validation != stored.ValidationPercentage
            ? $"a validation percentage of {stored.ValidationPercentage}"
        : options.TestPercentage is { } test && test != stored.TestPercentage
            ? $"a test percentage of {stored.TestPercentage}"
        : null;

    private static SplitPart?[]? Parts(TrainingSplit stored, LabelUnits units)
    {
        var parts = new SplitPart?[units.Firsts.Count];
        foreach (var region in stored.Regions)
        {
            var unit = units.At(region.Row, region.Column);
            if (
                unit < 0
                || units.Firsts[unit] != (region.Row, region.Column)
                || units.Counts[unit].Sum() != region.Pixels
            )
            {
                return null;
            }

            parts[unit] = region.Part;
        }

        return parts;
    }

    private static bool Same(TrainingSplit stored, SplitPlan plan, IReadOnlyList<string> names)
    {
        try
        {
            var now = plan.ToDocument(names);
            return now.TrainingChips.SequenceEqual(stored.TrainingChips, StringComparer.Ordinal)
                && now.ValidationChips.SequenceEqual(stored.ValidationChips, StringComparer.Ordinal)
                && now.TestChips.SequenceEqual(stored.TestChips, StringComparer.Ordinal)
                && now.LeftOutChips.SequenceEqual(stored.LeftOutChips, StringComparer.Ordinal);
        }
        catch (SegmentDataException)
        {
            return false;
        }
    }
}
