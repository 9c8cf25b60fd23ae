using System.CommandLine;
using Segment.Cli.Output;
using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Raster.Chips.Formats;
using Segment.Raster.Labels;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Pages;
using Segment.TrainingData.Splitting;

namespace Segment.Cli.Commands;

/// <summary>What follows the cutting of chips: their split, stored with them, and a page to look at.</summary>
internal static class ChipsReview
{
    private static readonly Option<string> Split = SplitWords.MethodOption();
    private static readonly Option<Auto<double>> Validation = SplitWords.ValidationOption();
    private static readonly Option<Auto<double>> Test = SplitWords.TestOption();
    private static readonly Option<int> Seed = OptionKinds.Number("--seed", "Seed of the split. [default: 42]", 42);

    /// <summary>Gets the options of the split.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Split, Validation, Test, Seed];

    /// <summary>Reads the options of the split, before any work is done.</summary>
    /// <param name="parsed">The command line.</param>
    /// <returns>How to split.</returns>
    /// <exception cref="SegmentDataException">The options have problems.</exception>
    public static SplitOptions Read(ParseResult parsed)
    {
        var options = new SplitOptions
        {
            Method = SplitWords.Method(parsed.GetRequiredValue(Split)),
            ValidationPercentage = parsed.GetValue(Validation),
            TestPercentage = parsed.GetValue(Test),
            Seed = parsed.GetValue(Seed),
        };
        var problems = string.Join(Environment.NewLine, options.Problems());
        return problems.Length == 0 ? options : throw new SegmentDataException(problems);
    }

    /// <summary>Splits chips of pixel classification, and writes <c>split.json</c> and the page.</summary>
    /// <param name="export">What was cut.</param>
    /// <param name="options">How to split.</param>
    /// <param name="report">What the checks said of scene and labels; null where nothing was looked at.</param>
    /// <param name="session">The console.</param>
    public static void Run(ChipExportOptions export, SplitOptions options, DoctorReport? report, ConsoleSession session)
    {
        if (export.MetadataFormat != MetadataFormats.ClassifiedTiles || export.Labels is not { } labels)
        {
            return;
        }

        var (folder, scene) = (export.OutFolder, export.Scenes[0]);
        try
        {
            var (plan, page) = ConsoleSession.Step(
                "Splitting",
                _ => Write((folder, scene, labels), options, report, session)
            );
            SplitTable.Print(
                ConsoleSession.Out,
                plan.Classes,
                [.. plan.Apply().Parts.Select(p => (p.Pixels, p.Regions))]
            );
            ConsoleSession.Print($"Look at the chips: {PathText.Short(page)}");
        }
        catch (SegmentDataException e)
        {
            // The chips are whole; more polygons, or another split, may still make them fit for training.
            ConsoleSession.Notice($"The chips are not split: {e.Message}");
        }
    }

    private static (SplitPlan Plan, string Page) Write(
        (string Folder, string Scene, string Labels) paths,
        SplitOptions options,
        DoctorReport? report,
        ConsoleSession session
    )
    {
        var chips = ChipFolder.Open(paths.Folder);
        var plan = SplitPlanner.Plan(
            LabelledChips.Read(chips, session.Token),
            chips.Classes,
            options with
            {
                Polygons = LabelSource.AreDrawn(paths.Labels),
            },
            ConsoleSession.Notice
        );
        StoredSplit.Write(chips, plan);
        var page = Path.Combine(chips.Folder, ChipFolder.PageFileName);
        TrainingDataPage.Write(page, ChipsPage.Gather(chips, plan, paths.Scene, [], report));
        return (plan, page);
    }
}
