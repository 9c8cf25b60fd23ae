using Segment.CommandLine;
using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Pages;
using Segment.TrainingData.Splitting;

namespace Segment.Cli.Commands;

/// <summary>The page of <c>segment doctor</c>: the findings, and pictures of what was looked at.</summary>
internal static class DoctorPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What was looked at.</param>
    /// <param name="report">What was found.</param>
    /// <param name="session">The console.</param>
    /// <exception cref="SegmentDataException">An input cannot be read.</exception>
    /// <exception cref="SegmentOutputException">The page cannot be written.</exception>
    public static void Write(string path, DoctorOptions options, DoctorReport report, ConsoleSession session)
    {
        var contents = ConsoleSession.Step("Drawing the page", _ => Gather(options, report, session));
        TrainingDataPage.Write(path, contents);
        ConsoleSession.Notice($"The page is {path}.");
    }

    private static TrainingDataPageContents Gather(DoctorOptions options, DoctorReport report, ConsoleSession session)
    {
        var scene = options.Scenes.Count > 0 ? options.Scenes[0] : null;
        if (options.Chips is { } folder)
        {
            var chips = ChipFolder.Open(folder);
            var labelled = LabelledChips.Read(chips, session.Token);
            try
            {
                var plan = StoredSplit.Take(chips, labelled, new SplitOptions(), _ => { });
                return ChipsPage.Gather(chips, plan, scene, [], report);
            }
            catch (SegmentDataException e)
            {
                // Chips that cannot be split are a finding, and the page shows the findings.
                return Findings(Path.GetFileName(chips.Folder), chips.Classes, report) with { Notices = [e.Message] };
            }
        }

        return scene is not null && options.Labels is { } labels
            ? LabelsPage.Gather(scene, labels, options, report, session.Token)
            : Findings("What the doctor says", [], report);
    }

    private static TrainingDataPageContents Findings(
        string title,
        IReadOnlyList<LandCoverClass> classes,
        DoctorReport report
    ) =>
        new()
        {
            Title = title,
            Subtitle = $"{report.Checked.Count} checks",
            Classes = classes,
            Doctor = report,
        };
}
