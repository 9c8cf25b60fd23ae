using Segment.TrainingData.Doctor;
using static Segment.TrainingData.Tests.Doctor.Patients;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>Cases of the checks on a finished training.</summary>
internal static class RunCases
{
    private static Patient Of(long[] water, long[] forest) => Healthy with { Run = Run([water, forest]) };

    private static Patient Losses(params double[] losses) => Healthy with { Run = Run(losses: losses) };

    public static IEnumerable<CheckCase> All { get; } =
    [
        new(
            "accuracy-no-better-than-commonest",
            Of([650, 50], [270, 30]),
            Of([650, 50], [200, 100]),
            "always answering the commonest class gives 70 %",
            Severity.Problem
        ),
        new(
            "dice-near-zero",
            Of([9996, 0], [4, 0]),
            Of([9700, 100], [50, 150]),
            "The accuracy is 99.96 %",
            Severity.Problem
        ),
        new(
            "class-never-predicted",
            Of([700, 0], [300, 0]),
            Of([700, 0], [299, 1]),
            "Forest (2): 300 validation pixels"
        ),
        new(
            "validation-pixels-seen",
            Healthy with
            {
                Run = Run(shared: 200),
            },
            Healthy with
            {
                Run = Run(shared: 0),
            },
            "cover validation pixels 200 times; there are 2,000"
        ),
        new(
            "loss-never-moved",
            Losses(1.39, 1.38, 1.38, 1.38, 1.37),
            Losses(1.39, 1.3, 1.2, 1.2, 1.1),
            "It began at 1.39 and came to 1.37",
            Severity.Problem
        ),
        new(
            "loss-diverged",
            Losses(1, 0.5, 0.4, 0.9),
            Losses(1, 0.5, 0.4, 0.7),
            "0.4 at its least and 0.9 in the last"
        ),
    ];
}
