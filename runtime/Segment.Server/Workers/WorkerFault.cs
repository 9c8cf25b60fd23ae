namespace Segment.Server.Workers;

/// <summary>Why a worker's task ended without a result.</summary>
/// <param name="Kind">Whose fault it is.</param>
/// <param name="Text">The whole text for the user.</param>
internal sealed record WorkerFault(FaultKind Kind, string Text);
