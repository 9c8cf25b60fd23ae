namespace Segment.Server.Workers;

/// <summary>More wait than the queue holds.</summary>
/// <param name="length">How many it holds.</param>
internal sealed class QueueFullException(int length)
    : Exception($"The server is busy: {length} requests wait already. Try again later.");
