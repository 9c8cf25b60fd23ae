namespace Segment.Trainer.AutoDl;

/// <summary>How a trial ended.</summary>
public enum TrialEnd
{
    /// <summary>It was trained and scored.</summary>
    Scored,

    /// <summary>Not even one epoch fits its share of the time.</summary>
    TooSlow,

    /// <summary>It could not be trained; the reason is told.</summary>
    Failed,
}
