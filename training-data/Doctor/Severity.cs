namespace Segment.TrainingData.Doctor;

/// <summary>How much a finding weighs; the worse one has the greater number.</summary>
public enum Severity
{
    /// <summary>The result may be poorer than it need be, or a figure may say less than it seems: a warning.</summary>
    Doubt,

    /// <summary>The result would be wrong, or the work would be for nothing: it stops what comes next.</summary>
    Problem,
}
