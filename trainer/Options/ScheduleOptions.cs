namespace Segment.Trainer.Options;

/// <summary>How the weights move: rates, decay, freezing, averaging, batches and precision.</summary>
public sealed record ScheduleOptions
{
    /// <summary>Gets how high the learning rate rises.</summary>
    public LearningRateChoice LearningRate { get; init; } = LearningRateChoice.Auto;

    /// <summary>Gets by how much kernels shrink a step, per unit of learning rate; 0–1.</summary>
    /// <remarks>0.01 is ArcGIS's and fast.ai's.</remarks>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Gets the longest gradient: where the norm over all parameters is larger, all are scaled down; null never scales.</summary>
    public double? GradientClipping { get; init; }

    /// <summary>Gets a value indicating whether the backbone stays as it starts, the statistics of its batch norms included.</summary>
    public bool FreezeModel { get; init; }

    /// <summary>Gets a value indicating whether the running average of the weights validates and is kept.</summary>
    public bool MovingAverage { get; init; } = true;

    /// <summary>Gets the precision of the convolutions.</summary>
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Auto;

    /// <summary>Gets a value indicating whether an interrupted training in the run folder is thrown away.</summary>
    public bool Restart { get; init; }

    /// <summary>Gets the folder for TensorBoard's event files; null writes none.</summary>
    public string? TensorBoard { get; init; }

    /// <summary>Finds what is wrong with the options themselves; files are not looked at.</summary>
    /// <returns>One sentence for each problem, for the user; none if training can start.</returns>
    public IEnumerable<string> Problems()
    {
        foreach (var problem in LearningRate.Problems())
        {
            yield return problem;
        }

        if (!(WeightDecay is >= 0 and <= 1))
        {
            yield return $"--weight-decay is {WeightDecay}: give 0 to 1, such as 0.01.";
        }

        if (GradientClipping is { } norm && !(norm > 0 && double.IsFinite(norm)))
        {
            yield return $"--gradient-clipping is {norm}: give a number above 0, such as 1, or 'off'.";
        }

        if (TensorBoard is not null && string.IsNullOrWhiteSpace(TensorBoard))
        {
            yield return $"--tensorboard is empty ('{TensorBoard}'): give a folder.";
        }
    }
}
