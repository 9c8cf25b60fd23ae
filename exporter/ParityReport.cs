namespace Segment.Exporter;

/// <summary>How closely an exported graph follows the trained network.</summary>
/// <param name="Samples">Images compared.</param>
/// <param name="WorstRelative">
/// The largest relative difference of a sample, ‖graph − reference‖₂ / ‖reference‖₂; infinite where a logit is not finite.
/// </param>
/// <param name="WorstSample">The position of that sample, from 0.</param>
/// <param name="ClassAgreement">The share of all pixels, 0–1, whose largest logit lies in the same class.</param>
/// <param name="Tolerance">The largest relative difference allowed.</param>
public sealed record ParityReport(
    int Samples,
    double WorstRelative,
    int WorstSample,
    double ClassAgreement,
    double Tolerance
)
{
    /// <summary>Gets a value indicating whether every sample is within the tolerance.</summary>
    public bool Passed => WorstRelative <= Tolerance;
}
