using Segment.PackageFormat;
using Segment.Raster.Chips;
using Segment.Trainer.Data;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Doctor.Facts;

namespace Segment.Trainer;

/// <summary>Lets the doctor look at the chips before a training, and at its figures afterwards.</summary>
/// <param name="options">What is trained.</param>
/// <param name="warn">Told each doubt.</param>
internal sealed class TrainingDoctor(TrainOptions options, Action<string> warn)
{
    private readonly RemedyCommands commands = new(
        new DoctorOptions { Chips = options.Chips, Run = options.RunFolder }
    );

    /// <summary>Takes down what the checks need of chips that have been read.</summary>
    /// <param name="folder">Their folder.</param>
    /// <param name="chips">The chips.</param>
    /// <returns>The facts, without a split.</returns>
    public Patient Read(ChipFolder folder, LoadedChips chips)
    {
        var reading = new ChipsReading(folder, chips.Count);
        for (var i = 0; i < chips.Count; i++)
        {
            var (chip, images) = (i, chips.Images);
            reading.Add(
                chips.Files[chip].Position,
                chips.Labels[chip],
                (pixel, samples) => images.ReadPixels(chip, pixel / images.Width, pixel % images.Width, samples)
            );
        }

        return reading.Describe(commands);
    }

    /// <summary>Looks at the chips and their split.</summary>
    /// <param name="chips">What is known of the chips.</param>
    /// <param name="split">The split.</param>
    /// <exception cref="SegmentDataException">There is a problem that was not forced.</exception>
    public void BeforeTraining(Patient chips, SplitFacts split) =>
        Gate.Pass(Examination.Run(chips with { Split = split }), options.Force, warn);

    /// <summary>Looks at the figures. Whatever is found is a warning: the training is done.</summary>
    /// <param name="metrics">The scores of the epoch that was kept.</param>
    /// <param name="history">All epochs.</param>
    public void AfterTraining(TrainingMetrics metrics, TrainingHistory history)
    {
        var patient = new Patient { Commands = commands, Run = new RunFacts(options.RunFolder, metrics, history) };
        foreach (var finding in Examination.Run(patient).Findings)
        {
            warn(FindingText.Line(finding));
        }
    }
}
