namespace Segment.Trainer.Packaging;

/// <summary>Numbers with a shape.</summary>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Row-major values, as many as the product of the dimensions.</param>
internal sealed record NamedTensor(IReadOnlyList<int> Shape, float[] Values);
