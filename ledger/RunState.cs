namespace Segment.Ledger;

/// <summary>How far a run is. The first five, in lower case, stand in the ledger; the last is found out when it is read.</summary>
public enum RunState
{
    /// <summary>Its process lives.</summary>
    Running,

    /// <summary>Some of its parts are done, others are to come: shards that are not merged yet.</summary>
    Open,

    /// <summary>It did what was asked.</summary>
    Done,

    /// <summary>It ended with an error, whose sentence is kept.</summary>
    Failed,

    /// <summary>A person, or the machine's orderly end, stopped it.</summary>
    Stopped,

    /// <summary>Its process is gone and did not say how it ended: killed, out of memory, or the machine went down.</summary>
    BrokenOff,
}
