namespace Segment.Server.Workers;

/// <summary>What a finished classification tells about its map.</summary>
internal sealed record MapFacts
{
    public required string Package { get; init; }
    public required string Version { get; init; }
    public required string Sha256 { get; init; }
    public required int Height { get; init; }
    public required int Width { get; init; }
    public required long NoDataPixels { get; init; }
    public required long AbstainedPixels { get; init; }
    public required IReadOnlyList<ClassFacts> Classes { get; init; }
    public required double Seconds { get; init; }
    public required double ReadSeconds { get; init; }
    public required double InferSeconds { get; init; }
    public required double WriteSeconds { get; init; }
    public required long Tiles { get; init; }
    public required string Device { get; init; }
    public long? Polygons { get; init; }
}
