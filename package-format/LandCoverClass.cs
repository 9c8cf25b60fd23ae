namespace Segment.PackageFormat;

/// <summary>One class of a map.</summary>
/// <param name="Value">The number that stands for the class in label chips and maps, 0–65534.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Color">How it is drawn.</param>
public sealed record LandCoverClass(int Value, string Name, ClassColor Color);
