namespace Segment.TrainingData.Doctor.Checks;

/// <summary>Figures on pixels that training has seen measure memory, not knowledge.</summary>
internal sealed class ValidationPixelsSeen : Check
{
    /// <inheritdoc/>
    public override string Id => "validation-pixels-seen";

    /// <inheritdoc/>
    public override string LooksAt => "validation pixels that lie in training chips, of a run or of a split";

    /// <inheritdoc/>
    public override bool AppliesTo(Patient patient) => patient.Run is not null || patient.Split is not null;

    /// <inheritdoc/>
    public override IEnumerable<Finding> Examine(Patient patient)
    {
        var (shared, all) = patient.Run is { } run
            ? (run.Metrics.Split.SharedPixels, run.Metrics.Classes.Sum(c => c.Support))
            : (patient.Split!.SharedPixels, patient.Split.ValidationPixels.Sum());
        if (shared > 0)
        {
            // A pixel counts in each training chip that covers it.
            var share = Math.Min(1, shared / (double)Math.Max(1, all));
            yield return Doubt(
                "Training has seen validation pixels",
                $"Training chips cover validation pixels {shared:#,0} times; there are {all:#,0} of them. The validation figures are too good.",
                $"Hold out blocks of the scene instead: {patient.Commands.Train()}"
            ) with
            {
                Numbers = Figures.Named(("sharedPixels", shared), ("validationPixels", all), ("share", share)),
            };
        }
    }
}
