namespace Segment.TrainingData.Splitting;

/// <summary>A chip that validates.</summary>
/// <param name="Chip">Its position in the list that was split.</param>
/// <param name="Labels">
/// (H, W), class index; 255 = ignore. Only the pixels of the validation blocks are left, and a pixel that lies in several
/// validation chips only in the one where it is farthest from the border, so that it counts once.
/// </param>
public sealed record ValidationChip(int Chip, byte[] Labels);
