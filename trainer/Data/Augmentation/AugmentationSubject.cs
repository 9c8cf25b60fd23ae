namespace Segment.Trainer.Data.Augmentation;

/// <summary>What is varied.</summary>
/// <param name="Bands">Bands that the network reads.</param>
/// <param name="IsSquare">Whether it is as high as wide, so that it can be laid on its side.</param>
internal readonly record struct AugmentationSubject(int Bands, bool IsSquare);
