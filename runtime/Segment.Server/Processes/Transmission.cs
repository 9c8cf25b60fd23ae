namespace Segment.Server.Processes;

/// <summary>How an output comes to the client (OGC 18-062r2, transmissionMode).</summary>
internal enum Transmission
{
    /// <summary>In the answer.</summary>
    Value,

    /// <summary>As a link.</summary>
    Reference,
}
