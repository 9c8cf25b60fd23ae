using System.Numerics;
using Segment.Networks;
using Segment.PackageFormat;
using Segment.Raster;
using Segment.Raster.Chips;
using Segment.Trainer.Data;

namespace Segment.Trainer.Loop;

/// <summary>How a training runs.</summary>
/// <param name="MaxEpochs">The most epochs.</param>
/// <param name="BatchSize">Chips of a step.</param>
/// <param name="Height">Rows that a step sees of a chip.</param>
/// <param name="Width">Columns that a step sees of a chip.</param>
/// <param name="LearningRate">The highest learning rate.</param>
/// <param name="Seed">Seed of order and augmentation.</param>
/// <param name="Patience">Epochs without progress in the monitored figure after which training ends; null never ends early.</param>
internal sealed record LoopSettings(
    int MaxEpochs,
    int BatchSize,
    int Height,
    int Width,
    double LearningRate,
    int Seed,
    int? Patience
)
{
    /// <summary>The chips of a step unless there is a reason for more or fewer.</summary>
    public const int UsualBatchSize = 8;

    // So few steps an epoch still move the weights often enough.
    private const int WantedSteps = 60;

    // Eight chips of 128 px: larger steps were not tried by default, because chips of that size train well with eight.
    private const int WantedPixels = 128 * 128 * 8;

    private const int LargestBatch = 256;

    /// <summary>Gets the rate of the backbone's first layers as a share of the highest, (0, 1].</summary>
    public double LowestShare { get; init; } = 1;

    /// <summary>Gets by how much kernels shrink a step, per unit of learning rate.</summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>Gets the longest gradient; null never scales.</summary>
    public double? GradientClipping { get; init; }

    /// <summary>Settles what the options leave open.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="chips">Where the chips came from.</param>
    /// <param name="data">The chips.</param>
    /// <param name="network">The network.</param>
    /// <returns>The settings.</returns>
    public static LoopSettings For(
        TrainOptions options,
        ChipFolder chips,
        PreparedChips data,
        SegmentationNetwork network
    )
    {
        var crop = options.ChipSize ?? data.Variations.CropSize;
        var (height, width) = (crop ?? chips.TileHeight, crop ?? chips.TileWidth);
        var batch = options.BatchSize ?? AutomaticBatchSize(data.Training.Count, network, height, width);
        return new LoopSettings(
            options.MaxEpochs,
            batch,
            height,
            width,
            options.Schedule.LearningRate.Highest ?? AutomaticRate(batch),
            options.Seed,
            options.Objective.StopTraining ? options.Objective.Patience ?? DefaultPatience(options.MaxEpochs) : null
        )
        {
            WeightDecay = options.Schedule.WeightDecay,
            GradientClipping = options.Schedule.GradientClipping,
            LowestShare = options.Schedule.LearningRate is { Lowest: { } lowest, Highest: { } highest }
                ? lowest / highest
                : 1,
        };
    }

    /// <summary>Checks a loss.</summary>
    /// <param name="value">The loss.</param>
    /// <param name="which">Whose it is, <c>training</c> or <c>validation</c>.</param>
    /// <param name="epoch">Number of the epoch.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="SegmentDataException">It is not a finite number.</exception>
    public double Finite(double value, string which, int epoch) =>
        double.IsFinite(value)
            ? value
            : throw new SegmentDataException(
                $"The {which} loss became {value} in epoch {epoch} with a highest learning rate of {LearningRate:0.######}: the "
                    + $"training has diverged. Train again with a lower rate, such as --learning-rate {LearningRate / 10:0.#######}; "
                    + "if that does not help, look for damaged samples in the scene."
            );

    /// <summary>Gets a batch size where the user leaves it open, with a quarter of the machine's memory for the maps.</summary>
    /// <param name="chips">Training chips.</param>
    /// <param name="network">The network; a step holds each of its maps twice: values and gradients.</param>
    /// <param name="height">Rows that a step sees of a chip.</param>
    /// <param name="width">Columns that a step sees of a chip.</param>
    /// <returns>A power of two from 2 to 256.</returns>
    public static int AutomaticBatchSize(int chips, SegmentationNetwork network, int height, int width)
    {
        var bytes = network.Declare(height, width).MapValues * sizeof(float) * 2;
        return AutomaticBatchSize(chips, (long)height * width, bytes, MachineLimits.Here.DefaultMemory);
    }

    /// <summary>Gets a batch size for an amount of memory.</summary>
    /// <param name="chips">Training chips.</param>
    /// <param name="pixels">Pixels that a step sees of a chip.</param>
    /// <param name="bytesOfAChip">Memory that the maps of one chip take in a step.</param>
    /// <param name="memory">Memory for them, in bytes.</param>
    /// <returns>
    /// A power of two from 2 to 256: the usual 8, or more where an epoch keeps 60 steps and a step stays below 131,072 px, as with
    /// small chips; fewer where memory asks for it.
    /// </returns>
    public static int AutomaticBatchSize(int chips, long pixels, long bytesOfAChip, long memory)
    {
        var wanted = Math.Max(UsualBatchSize, Math.Min(chips / WantedSteps, WantedPixels / pixels));
        var most = Math.Min(LargestBatch, Math.Min(wanted, memory / Math.Max(1, bytesOfAChip)));
        return 1 << BitOperations.Log2((uint)Math.Max(2, most));
    }

    /// <summary>Gets the learning rate for a batch size where the user gives none.</summary>
    /// <param name="batchSize">Chips of a step.</param>
    /// <returns>0.002 for 8 chips, and by the square root of the batch size for others.</returns>
    /// <remarks>
    /// Square-root scaling keeps the noise of Adam's steps (Malladi et al. 2022,
    /// <see href="https://arxiv.org/abs/2205.10287">On the SDEs and scaling rules for adaptive gradient algorithms</see>).
    /// </remarks>
    public static double AutomaticRate(int batchSize) => 2e-3 * Math.Sqrt(batchSize / 8.0);

    /// <summary>Gets how many whole chips are scored at once: they may be larger than what a step sees, and the memory stays
    /// the same.</summary>
    /// <param name="data">The chips.</param>
    /// <returns>1 or more.</returns>
    public int ValidationBatch(ChipDataset data) =>
        (int)Math.Max(1, (long)Height * Width * BatchSize / ((long)data.Height * data.Width));

    /// <summary>Gets the patience of early stopping.</summary>
    /// <param name="maxEpochs">The most epochs.</param>
    /// <returns>
    /// Two fifths of the epochs, at least 5 (ArcGIS's patience): in the middle of a one-cycle training the rate is high and
    /// the validation loss jumps, and most of the gain comes as the rate falls.
    /// </returns>
    public static int DefaultPatience(int maxEpochs) => Math.Max(5, maxEpochs * 2 / 5);
}
