namespace Segment.TrainingData.Doctor;

/// <summary>What the checks said.</summary>
/// <param name="Findings">The findings, worst first.</param>
/// <param name="Checked">Ids of the checks that had what they look at, in the catalog's order.</param>
/// <param name="SampledShare">Share of the scene's pixels that the figures about its samples come from, 0–1.</param>
public sealed record DoctorReport(IReadOnlyList<Finding> Findings, IReadOnlyList<string> Checked, double SampledShare)
{
    /// <summary>Gets the findings that stop what comes next.</summary>
    public IEnumerable<Finding> Problems => Findings.Where(f => f.Severity == Severity.Problem);

    /// <summary>Gets the findings that are warnings.</summary>
    public IEnumerable<Finding> Doubts => Findings.Where(f => f.Severity == Severity.Doubt);
}
