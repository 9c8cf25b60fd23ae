using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.Runtime.Assessment;

namespace Segment.Cli.Recording;

/// <summary>An assessment of a map in the ledger of runs.</summary>
internal static class RecordedAssessment
{
    /// <summary>Assesses, and writes that into the ledger.</summary>
    /// <param name="request">What the command line says about the ledger.</param>
    /// <param name="options">What is compared with what.</param>
    /// <param name="work">The work.</param>
    /// <returns>What the work yields.</returns>
    public static MapAssessmentResult Assess(
        RunRequest request,
        AssessmentOptions options,
        Func<MapAssessmentResult> work
    )
    {
        using var run = new RecordedRun(request);
        if (!File.Exists(options.MapPath))
        {
            // Refused before it begins: no run.
            return work();
        }

        run.Begin(
            new RunStart(RunOperation.Assessment, Path.GetFullPath(options.MapPath))
            {
                Facts = RunFacts.None.With(RunFields.TrainingData, Path.GetFullPath(options.ReferencePath)),
            }
        );
        return run.Do(work, result => new RunEnd(RunState.Done, Facts(result)));
    }

    // Where a sample says something about the whole map, that is what counts.
    private static RunFacts Facts(MapAssessmentResult result) =>
        RunFacts
            .None.With(RunFields.Accuracy, result.Accuracy)
            .With(RunFields.Dice, result.MacroDice)
            .With(RunFields.MeanIoU, result.MeanIoU)
            .With(RunFields.Kappa, result.Kappa);
}
