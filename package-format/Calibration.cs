namespace Segment.PackageFormat;

/// <summary>How the probabilities were calibrated: logits are divided by a temperature before they become probabilities.</summary>
/// <param name="Temperature">The temperature, above 0; above 1 makes the network less sure. The classes do not change.</param>
/// <param name="Validation">The validation pixels, which the temperature was fitted to.</param>
/// <param name="Test">The test pixels, which it was not; null where there are none.</param>
public sealed record Calibration(double Temperature, CalibrationScores Validation, CalibrationScores? Test)
{
    /// <summary>The lowest temperature that is allowed.</summary>
    public const double Lowest = 0.01;

    /// <summary>The highest temperature that is allowed.</summary>
    public const double Highest = 100;

    /// <summary>Lists everything that is wrong with the calibration.</summary>
    /// <returns>One sentence for each problem; none for a sound one.</returns>
    internal IEnumerable<string> Problems() =>
        [
            .. TemperatureProblems(Temperature),
            .. Validation.Before.Problems("before the calibration"),
            .. Validation.After.Problems("after the calibration"),
            .. Test?.Before.Problems("of the test pixels before the calibration") ?? [],
            .. Test?.After.Problems("of the test pixels after the calibration") ?? [],
        ];

    /// <summary>Tells what is wrong with a temperature.</summary>
    /// <param name="temperature">The temperature.</param>
    /// <returns>A sentence; none for a sound one.</returns>
    internal static IEnumerable<string> TemperatureProblems(double temperature) =>
        temperature is >= Lowest and <= Highest
            ? []
            : [$"The temperature is {temperature}; {Lowest}–{Highest} is allowed."];
}
