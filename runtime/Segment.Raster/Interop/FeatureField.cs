namespace Segment.Raster.Interop;

/// <summary>A field of a layer that is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Domain">The name of the domain that its values are from; null for any value.</param>
internal readonly record struct FeatureField(string Name, OgrFieldType Type, string? Domain = null);
