namespace Segment.Server.Jobs;

/// <summary>How far a job is (OGC 18-062r2, statusCode).</summary>
internal enum JobStatus
{
    /// <summary>It waits.</summary>
    Accepted,

    /// <summary>It is worked on.</summary>
    Running,

    /// <summary>Its results are there.</summary>
    Successful,

    /// <summary>It ended without results.</summary>
    Failed,

    /// <summary>The client no longer wants it.</summary>
    Dismissed,
}
