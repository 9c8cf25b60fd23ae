namespace Segment.Trainer.Loop.Monitoring;

/// <summary>A figure of the validation chips by which epochs are compared.</summary>
/// <param name="Name">Stable name, such as <c>valid_loss</c>.</param>
/// <param name="Title">What the user reads, such as <c>validation loss</c>.</param>
/// <param name="HigherIsBetter">Whether a higher value is the better one.</param>
/// <param name="Value">The figure of an epoch; null where the validation chips cannot tell it.</param>
internal sealed record MonitorMetric(string Name, string Title, bool HigherIsBetter, Func<Evaluation, double?> Value);
