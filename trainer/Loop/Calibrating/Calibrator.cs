using Segment.PackageFormat;
using Segment.Trainer.Data;
using Segment.Trainer.Torch;

namespace Segment.Trainer.Loop.Calibrating;

/// <summary>Calibrates a trained network's probabilities.</summary>
internal static class Calibrator
{
    /// <summary>Fits the temperature to the validation pixels, and measures what it does to them and to the test pixels.</summary>
    /// <param name="network">The network, with the weights that are kept.</param>
    /// <param name="compute">Where it lives.</param>
    /// <param name="data">The chips.</param>
    /// <param name="batchSize">Gives the most chips at once.</param>
    /// <param name="classes">Number of classes.</param>
    /// <returns>The calibration.</returns>
    public static Calibration Run(
        TorchNetwork network,
        ComputeDevice compute,
        PreparedChips data,
        Func<ChipDataset, int> batchSize,
        int classes
    )
    {
        var validation = Sample(data.Validation);
        var temperature = TemperatureFit.Find(validation);
        return new Calibration(temperature, Scores(validation), data.Test.Count > 0 ? Scores(Sample(data.Test)) : null);

        PixelLogits Sample(ChipDataset part) => PixelLogits.Sample(network, compute, part, batchSize(part), classes);

        CalibrationScores Scores(PixelLogits pixels) =>
            new(TemperatureFit.Measure(pixels, 1), TemperatureFit.Measure(pixels, temperature));
    }
}
