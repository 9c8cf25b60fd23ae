namespace Segment.Trainer;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary>The monitored figure made no more progress.</summary>
    StoppedEarly,

    /// <summary>The user stopped it; the best epoch so far was kept.</summary>
    Interrupted,
}
