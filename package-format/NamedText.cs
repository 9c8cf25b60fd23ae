namespace Segment.PackageFormat;

/// <summary>A value that people read, and its name.</summary>
/// <param name="Name">Such as <c>Batch size</c>.</param>
/// <param name="Value">Such as <c>8 chips (auto)</c>.</param>
public sealed record NamedText(string Name, string Value);
