using Segment.CommandLine.Recording;
using Segment.Ledger;
using Segment.Ledger.Fields;
using Segment.PackageFormat;

namespace Segment.Cli.Recording;

/// <summary>An assessment of a map in the ledger of runs.</summary>
internal static class RecordedAssessment
{
    /// <summary>Assesses, and writes that into the ledger.</summary>
    /// <typeparam name="T">What the work yields.</typeparam>
    /// <param name="request">What the command line says about the ledger.</param>
    /// <param name="map">The map.</param>
    /// <param name="reference">The reference.</param>
    /// <param name="work">The work.</param>
    /// <param name="matrix">Finds the counts of reference against map.</param>
    /// <returns>What the work yields.</returns>
    public static T Assess<T>(
        RunRequest request,
        string map,
        string reference,
        Func<T> work,
        Func<T, ConfusionMatrix> matrix
    )
    {
        using var run = new RecordedRun(request);
        if (!File.Exists(map))
        {
            // Refused before it begins: no run.
            return work();
        }

        run.Begin(
            new RunStart(RunOperation.Assessment, Path.GetFullPath(map))
            {
                Facts = RunFacts.None.With(RunFields.TrainingData, Path.GetFullPath(reference)),
            }
        );
        return run.Do(work, result => new RunEnd(RunState.Done, Facts(matrix(result))));
    }

    private static RunFacts Facts(ConfusionMatrix matrix) =>
        RunFacts
            .None.With(RunFields.Accuracy, matrix.Accuracy)
            .With(RunFields.Dice, matrix.MacroDice)
            .With(RunFields.MeanIoU, matrix.MeanIoU)
            .With(RunFields.Kappa, matrix.Kappa);
}
