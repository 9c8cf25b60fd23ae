using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Splitting;

namespace Segment.TrainingData.Pages;

/// <summary>Gathers what the page of a chips folder shows.</summary>
public static class ChipsPage
{
    /// <summary>Gathers it; reads the chips that are shown.</summary>
    /// <param name="folder">The chips.</param>
    /// <param name="plan">How they are split.</param>
    /// <param name="scenePath">The scene that they were cut from; null where it is not known.</param>
    /// <param name="notices">What the user was told.</param>
    /// <param name="doctor">What the checks found; null where nothing was checked.</param>
    /// <returns>The page's contents.</returns>
    /// <exception cref="SegmentDataException">The scene or a chip cannot be read.</exception>
    public static TrainingDataPageContents Gather(
        ChipFolder folder,
        SplitPlan plan,
        string? scenePath,
        IReadOnlyList<string> notices,
        DoctorReport? doctor = null
    ) =>
        new()
        {
            Title = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder.Folder)),
            Subtitle =
                $"{folder.Chips.Count:N0} chips of {folder.TileWidth} × {folder.TileHeight} px · {folder.Bands.Count} bands · {folder.Classes.Count} classes",
            Classes = folder.Classes,
            Chips = plan.Drawn,
            Split = plan,
            Scene = scenePath is null ? null : SceneView.Draw(scenePath, folder.Transform),
            Samples = ContactSheet.Draw(
                plan.Drawn,
                folder.Classes,
                plan.PartOfChip(),
                chip => folder.Chips[chip].Name,
                chip => folder.Read(folder.Chips[chip])
            ),
            Facts = Facts(folder, plan, scenePath),
            Notices = notices,
            Doctor = doctor,
        };

    private static IReadOnlyList<(string Name, string Value)> Facts(ChipFolder folder, SplitPlan plan, string? scene) =>
        [
            .. scene is null ? [] : new[] { ("Scene", scene) },
            ("Chips folder", folder.Folder),
            (
                "Bands",
                string.Join(", ", folder.Bands.Take(16).Select(b => b.Name)) + (folder.Bands.Count > 16 ? ", …" : "")
            ),
            ("Cell size", $"{folder.CellSizeX:0.######} × {folder.CellSizeY:0.######} map units"),
            (
                "A chip covers",
                $"{folder.CellSizeX * folder.TileWidth:0.######} × {folder.CellSizeY * folder.TileHeight:0.######} map units"
            ),
            (
                "Split",
                $"{plan.Method.ToString().ToLowerInvariant()}, seed {plan.Seed}, stored as {TrainingSplit.FileName}"
            ),
        ];
}
