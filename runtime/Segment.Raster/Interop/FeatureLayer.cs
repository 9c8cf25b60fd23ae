namespace Segment.Raster.Interop;

/// <summary>A layer of a file that is written; usable while the file is open.</summary>
/// <param name="Handle">OGRLayerH.</param>
/// <param name="Definition">OGRFeatureDefnH.</param>
internal readonly record struct FeatureLayer(nint Handle, nint Definition);
