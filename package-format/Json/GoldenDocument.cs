namespace Segment.PackageFormat.Json;

/// <summary>The content of <c>golden/golden.json</c>: the shapes of the two arrays beside it.</summary>
/// <param name="SchemaVersion">The version of the layout; 1.</param>
/// <param name="Bands">Bands of the image.</param>
/// <param name="Classes">Channels of the logits.</param>
/// <param name="Height">Rows, in pixels.</param>
/// <param name="Width">Columns, in pixels.</param>
internal sealed record GoldenDocument(int SchemaVersion, int Bands, int Classes, int Height, int Width);
