using Segment.Raster;

namespace Segment.Runtime.Tiles;

/// <summary>One inference window.</summary>
/// <param name="Window">What the network sees, padding included; it may reach past the scene on every side.</param>
/// <param name="Core">The part whose answers are kept: inside the scene, and inside <paramref name="Window"/>.</param>
public readonly record struct Tile(PixelWindow Window, PixelWindow Core);
