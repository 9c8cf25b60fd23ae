namespace Segment.TrainingData.Splitting;

/// <summary>A chip that validates or tests.</summary>
/// <param name="Chip">Its position in the list that was split.</param>
/// <param name="Labels">
/// (H, W), class index; 255 = ignore. Only the pixels that were held out are left, and a pixel that lies in several
/// chips of the part only in the one where it is farthest from the border, so that it counts once.
/// </param>
public sealed record HeldOutChip(int Chip, byte[] Labels);
