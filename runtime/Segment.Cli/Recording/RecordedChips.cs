using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.Raster;
using Segment.Raster.Chips;

namespace Segment.Cli.Recording;

/// <summary>The cutting of training chips in the ledger of runs. Trainings on these chips take imagery, year and place from it.</summary>
internal static class RecordedChips
{
    /// <summary>Cuts chips, and writes that into the ledger.</summary>
    /// <param name="request">What the command line says about the ledger.</param>
    /// <param name="options">What is cut.</param>
    /// <param name="work">The work.</param>
    /// <returns>What was written.</returns>
    public static ChipExportResult Cut(RunRequest request, ChipExportOptions options, Func<ChipExportResult> work)
    {
        if (options.Problems().Any())
        {
            // Refused before it begins: no run.
            return work();
        }

        using var run = new RecordedRun(request);
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(options.OutFolder));
        var facts = RunFacts
            .None.With(RunFields.TrainingData, options.Labels is { } labels ? Path.GetFullPath(labels) : null)
            .With(RunFields.Imagery, ScenePaths.Text(options.Scenes));
        run.Begin(new RunStart(RunOperation.Chips, folder) { Facts = facts, MakesFolder = true });
        return run.Do(work, result => new RunEnd(RunState.Done, Facts(options, result)));
    }

    private static RunFacts Facts(ChipExportOptions options, ChipExportResult result)
    {
        using var scene = RasterSource.Open(options.Scenes[0]);
        return RunFacts
            .None.With(RunFields.Chips, result.Chips)
            .With(RunFields.Classes, result.Classes.Count)
            .With(RunFields.ChipSize, Math.Min(result.TileHeight, result.TileWidth))
            .With(RunFields.Bands, scene.Bands.Count)
            .With(RunFields.Resolution, PlaceText.Metres(scene.Grid))
            .With(RunFields.Domain, PlaceText.Of(scene.Grid))
            .With(RunFields.ImageryYear, SceneYear.Of(scene.Taken, options.Scenes[0], TimeProvider.System.GetUtcNow()));
    }
}
