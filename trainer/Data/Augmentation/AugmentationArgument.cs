namespace Segment.Trainer.Data.Augmentation;

/// <summary>A value that a variation takes.</summary>
/// <param name="Name">ArcGIS's name, such as <c>degrees</c>.</param>
/// <param name="Default">What is drawn from where none is given.</param>
/// <param name="Allowed">What may be given.</param>
/// <param name="BothWays">Whether one number n means −n to n.</param>
internal sealed record AugmentationArgument(string Name, ValueRange Default, ValueRange Allowed, bool BothWays = false);
