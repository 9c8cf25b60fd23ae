namespace Segment.Trainer.Data;

/// <summary>One chip's part in a batch.</summary>
/// <param name="Chip">The chip's position in its dataset.</param>
/// <param name="Row">First row of the part.</param>
/// <param name="Column">First column of the part.</param>
/// <param name="Orientation">How it is turned.</param>
internal readonly record struct BatchItem(int Chip, int Row, int Column, Orientation Orientation);
