namespace Segment.Server.Workers;

/// <summary>A worker's task ended without a result.</summary>
/// <param name="fault">Why.</param>
internal sealed class WorkerFaultException(WorkerFault fault) : Exception(fault.Text)
{
    /// <summary>Gets why.</summary>
    public WorkerFault Fault { get; } = fault;
}
