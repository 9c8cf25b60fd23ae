using Segment.PackageFormat;
using Segment.Raster;

namespace Segment.TrainingData.Splitting;

/// <summary>Decides which pixels train, validate and test.</summary>
public static class SplitPlanner
{
    // With fewer regions than this, a class that gave one to validation and one to the test would train on less than three
    // fifths of what was drawn.
    private const int RegionsForTest = 5;

    /// <summary>Plans a split.</summary>
    /// <param name="chips">The chips, with their labels as they were drawn; at least one has a label.</param>
    /// <param name="classes">The classes; position = class index.</param>
    /// <param name="options">How to split.</param>
    /// <param name="notice">Told what the user should know, one sentence a call.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="SegmentDataException">The options have problems, there are fewer than two classes, or no way to keep
    /// the parts apart.</exception>
    public static SplitPlan Plan(
        IReadOnlyList<LabelledChip> chips,
        IReadOnlyList<LandCoverClass> classes,
        SplitOptions options,
        Action<string> notice
    )
    {
        var problems = string.Join(" ", options.Problems());
        if (problems.Length > 0)
        {
            throw new SegmentDataException(problems);
        }

        RequireTwoClasses(chips, classes);
        var windows = ChipPlaces.Find(chips, notice);
        var given = chips.Any(c => c.Given is not null);
        if (options.Method is SplitMethod.Given && !given)
        {
            throw new SegmentDataException(
                "--split given takes the split that a chips folder brings in lists of training, validation and test files, and "
                    + "this folder brings none. Leave the option out to split by space."
            );
        }

        var folded = options.TestFold is not null;
        var method = options.Method ?? (given && !folded ? SplitMethod.Given : SplitMethod.Spatial);
        var plan =
            method == SplitMethod.Spatial
                ? BySpace(chips, windows, classes, options, notice)
                : ByChips(chips, windows, classes, options, method);
        SplitNotices.Tell(plan, notice);
        return plan;
    }

    private static SplitPlan BySpace(
        IReadOnlyList<LabelledChip> chips,
        PixelWindow[] windows,
        IReadOnlyList<LandCoverClass> classes,
        SplitOptions options,
        Action<string> notice
    )
    {
        var units = LabelUnits.Find(chips, windows, classes.Count, options.Polygons);
        var test = options.TestFold is { } fold
            ? 100.0 / fold.Count
            : options.TestPercentage ?? UsualTest(units, classes, notice);
        var dealt = options.TestFold?.Deal(units);
        var choice = SpatialSplit.Choose(units, Validation(options) / 100, test / 100, options.Seed, dealt);
        if (choice is not { } found)
        {
            throw SplitPlan.Inseparable(chips.Count);
        }

        return new SplitPlan(chips, windows, units, found.Parts, (found.Blocks, found.Side))
        {
            Method = SplitMethod.Spatial,
            ValidationPercentage = Validation(options),
            TestPercentage = test,
            Seed = options.Seed,
            Polygons = options.Polygons,
            Classes = classes,
        };
    }

    private static SplitPlan ByChips(
        IReadOnlyList<LabelledChip> chips,
        PixelWindow[] windows,
        IReadOnlyList<LandCoverClass> classes,
        SplitOptions options,
        SplitMethod method
    )
    {
        var test = options.TestPercentage ?? 0;
        var parts =
            method == SplitMethod.Given
                ? [.. chips.Select(c => c.Given)]
                : RandomSplit.Choose(chips, Validation(options) / 100, test / 100, options.Seed);
        return new SplitPlan(chips, windows, parts)
        {
            Method = method,
            ValidationPercentage = Validation(options),
            TestPercentage = test,
            Seed = options.Seed,
            Polygons = options.Polygons,
            Classes = classes,
        };
    }

    private static double Validation(SplitOptions options) =>
        options.ValidationPercentage ?? SplitOptions.UsualValidationPercentage;

    private static double UsualTest(LabelUnits units, IReadOnlyList<LandCoverClass> classes, Action<string> notice)
    {
        var counts = units.PerClass();
        var few = Enumerable.Range(0, classes.Count).Where(c => counts[c] is > 0 and < RegionsForTest).ToList();
        if (few.Count == 0)
        {
            return SplitOptions.UsualTestPercentage;
        }

        notice(
            $"No test part is held out, because of {string.Join(", ", few.Select(c => $"'{classes[c].Name}' ({counts[c]})"))} there are fewer than "
                + $"{RegionsForTest} separate regions. Draw more of them, or give --test-percentage to hold some out all the same."
        );
        return 0;
    }

    private static void RequireTwoClasses(IReadOnlyList<LabelledChip> chips, IReadOnlyList<LandCoverClass> classes)
    {
        var pixels = PartCounter.All(chips.Select(c => c.Labels), classes.Count);
        var present = Enumerable.Range(0, classes.Count).Where(c => pixels[c] > 0).ToList();
        if (present.Count < 2)
        {
            throw new SegmentDataException(
                present.Count == 0
                    ? "The chips hold no labelled pixel. Check that the labels lie on the scene, and cut the chips again."
                    : $"All labelled pixels are '{classes[present[0]].Name}' (value {classes[present[0]].Value}), and a network learns by "
                        + "telling at least two classes apart. Add polygons of another class and cut the chips again."
            );
        }
    }
}
