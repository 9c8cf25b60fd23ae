namespace Segment.Trainer.Data;

/// <summary>One chip's part in a batch.</summary>
/// <param name="Chip">The chip's position in its dataset.</param>
/// <param name="Row">First row of the part.</param>
/// <param name="Column">First column of the part.</param>
/// <param name="Key">The key of the random numbers that it is varied by; null leaves it as it is.</param>
internal readonly record struct BatchItem(int Chip, int Row = 0, int Column = 0, ulong? Key = null);
