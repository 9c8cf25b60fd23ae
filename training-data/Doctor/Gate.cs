using Segment.PackageFormat;

namespace Segment.TrainingData.Doctor;

/// <summary>Stands before work that takes time: doubts become warnings, problems stop it.</summary>
public static class Gate
{
    /// <summary>The option that lets a problem pass.</summary>
    public const string Option = "--force";

    /// <summary>Lets work pass, or stops it.</summary>
    /// <param name="report">What the checks found.</param>
    /// <param name="forced">Ids of checks whose problems are taken as warnings.</param>
    /// <param name="warn">Told each doubt, and each forced problem, one text a call.</param>
    /// <exception cref="SegmentDataException">There are problems that were not forced; or a forced id is unknown.</exception>
    public static void Pass(DoctorReport report, IReadOnlyCollection<string> forced, Action<string> warn)
    {
        CheckCatalog.RequireKnown(forced);
        var stopping = report.Problems.Where(f => !forced.Contains(f.Check, StringComparer.Ordinal)).ToList();
        foreach (var finding in report.Findings.Except(stopping))
        {
            warn(FindingText.Line(finding));
        }

        if (stopping.Count > 0)
        {
            var ids = stopping.Select(f => f.Check).Distinct(StringComparer.Ordinal).Select(id => $"{Option} {id}");
            throw new SegmentDataException(
                string.Join(Environment.NewLine, stopping.Select(FindingText.Line))
                    + $"{Environment.NewLine}Nothing was done. To go on all the same, add {string.Join(' ', ids)}"
            );
        }
    }
}
