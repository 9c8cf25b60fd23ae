namespace Segment.Server.Models.Watching;

/// <summary>What came of taking a file.</summary>
internal enum IntakeResult
{
    /// <summary>It was dealt with: served, waiting or refused.</summary>
    Done,

    /// <summary>It was still being written: look again soon.</summary>
    NotWhole,

    /// <summary>The machine could not: look again in a while.</summary>
    TryAgain,
}
