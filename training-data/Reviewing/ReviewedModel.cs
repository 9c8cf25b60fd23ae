using Segment.PackageFormat;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Reviewing;

/// <summary>All that is known of one model and its training.</summary>
public sealed record ReviewedModel
{
    /// <summary>Gets the definition.</summary>
    public required ModelDefinition Definition { get; init; }

    /// <summary>Gets the scores of the epoch that was kept.</summary>
    public required TrainingMetrics Metrics { get; init; }

    /// <summary>Gets the epochs.</summary>
    public required TrainingHistory History { get; init; }

    /// <summary>Gets parameters, notices, rate search and chips; null where they were not kept.</summary>
    public ModelReview? Review { get; init; }

    /// <summary>Gets when and how long; null where that is not known, as in a package.</summary>
    public RunRecord? Record { get; init; }

    /// <summary>Gets where it was read from, as the user wrote it; null where the page goes into the package itself.</summary>
    public string? Source { get; init; }

    /// <summary>Gets the size of the package in bytes; null where there is none yet.</summary>
    public long? PackageBytes { get; init; }

    /// <summary>Lets the doctor look at the training.</summary>
    /// <returns>What was found, worst first.</returns>
    public IReadOnlyList<Finding> Examine() =>
        Examination
            .Run(
                new Patient
                {
                    Commands = new RemedyCommands(new DoctorOptions()),
                    Run = new RunFacts(Source ?? Definition.Name, Metrics, History),
                }
            )
            .Findings;
}
