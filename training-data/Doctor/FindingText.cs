namespace Segment.TrainingData.Doctor;

/// <summary>Writes findings as sentences, alike wherever they are shown.</summary>
public static class FindingText
{
    /// <summary>Writes a finding in one line.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>Such as <c>few-chips: The labels give 11 chips … Cut smaller chips: `segment chips …`.</c></returns>
    public static string Line(Finding finding) => $"{finding.Check}: {finding.Text} {Remedy(finding)}";

    /// <summary>Writes what to do as a full sentence.</summary>
    /// <param name="finding">The finding.</param>
    /// <returns>The remedy, ending with a full stop; none follows a command, so that it can be pasted whole.</returns>
    public static string Remedy(Finding finding) =>
        finding.Remedy.EndsWith('.') || finding.Remedy.EndsWith('`') ? finding.Remedy : finding.Remedy + ".";

    /// <summary>Writes the verdict on all findings.</summary>
    /// <param name="report">The report.</param>
    /// <returns>One sentence.</returns>
    public static string Verdict(DoctorReport report)
    {
        var looked =
            $"{Figures.Count(report.Checked.Count, "check")}"
            + (report.SampledShare < 1 ? $", on {Figures.Percent(report.SampledShare)} of the samples" : string.Empty);
        var (problems, doubts) = (report.Problems.Count(), report.Doubts.Count());
        return problems + doubts == 0
            ? $"Nothing to say: {looked}, all well."
            : $"{Figures.Count(problems, "problem")}, {Figures.Count(doubts, "doubt")} ({looked}).";
    }
}
