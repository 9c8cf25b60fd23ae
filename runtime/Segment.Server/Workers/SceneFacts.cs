namespace Segment.Server.Workers;

/// <summary>What a scene's header tells.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Bands">Bands.</param>
internal sealed record SceneFacts(int Height, int Width, int Bands)
{
    public long Pixels => (long)Height * Width;
}
