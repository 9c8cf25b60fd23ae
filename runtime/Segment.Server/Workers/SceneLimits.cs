namespace Segment.Server.Workers;

/// <summary>How large a scene may be; looked at in its header, before the first sample is read.</summary>
/// <param name="Pixels">Pixels of the scene, and of its map.</param>
/// <param name="Bands">Bands of the scene.</param>
/// <param name="BlockBytes">Bytes of one decoded block of a band.</param>
internal sealed record SceneLimits(long Pixels, int Bands, long BlockBytes);
