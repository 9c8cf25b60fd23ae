namespace Segment.Runtime.Assessment;

/// <summary>What is done with reference pixels that the model was trained on.</summary>
public enum TrainingOverlap
{
    /// <summary>The assessment stops, and says how many there are.</summary>
    Refuse,

    /// <summary>They are left out.</summary>
    LeaveOut,

    /// <summary>They count like all others.</summary>
    Count,
}
