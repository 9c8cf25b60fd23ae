namespace Segment.PackageFormat;

/// <summary>How well one class is mapped, from summed pixel counts (never from means over batches).</summary>
/// <param name="Precision">TP / (TP + FP), 0–1; null where the class was never answered.</param>
/// <param name="Recall">TP / (TP + FN), 0–1; null where the reference holds no pixel of the class.</param>
/// <param name="F1">2 TP / (2 TP + FP + FN), 0–1, which is also the Dice coefficient; null where the class occurs in neither.</param>
/// <param name="IoU">TP / (TP + FP + FN), 0–1; null where the class occurs in neither.</param>
/// <param name="Support">Pixels of the class in the reference.</param>
public sealed record ClassScore(double? Precision, double? Recall, double? F1, double? IoU, long Support)
{
    /// <summary>Gets the Dice coefficient, which is <see cref="F1"/> under its other name.</summary>
    public double? Dice => F1;
}
