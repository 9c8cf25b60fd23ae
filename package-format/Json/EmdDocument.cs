using System.Text.Json.Serialization;

namespace Segment.PackageFormat.Json;

/// <summary>The layout of <c>&lt;name&gt;.emd</c>: ArcGIS's keys, then our own under <c>Segment</c>.</summary>
internal sealed record EmdDocument
{
    public required string Framework { get; init; }
    public required string ModelConfiguration { get; init; }
    public required string ModelType { get; init; }
    public required string ModelName { get; init; }
    public required string Version { get; init; }
    public required string ModelFile { get; init; }
    public required string ModelFormat { get; init; }
    public required EmdModelParameters ModelParameters { get; init; }
    public required int ImageHeight { get; init; }
    public required int ImageWidth { get; init; }
    public required string ImageSpaceUsed { get; init; }
    public required bool SupportsVariableTileSize { get; init; }
    public required bool IsMultispectral { get; init; }
    public required IReadOnlyList<int> ExtractBands { get; init; }
    public required int ModelPadding { get; init; }
    public required EmdCellSize MinCellSize { get; init; }
    public required EmdCellSize MaxCellSize { get; init; }
    public required IReadOnlyList<EmdClass> Classes { get; init; }
    public required EmdSegment Segment { get; init; }
}

/// <summary>ArcGIS's <c>ModelParameters</c>.</summary>
internal sealed record EmdModelParameters([property: JsonPropertyName("backbone")] string Backbone)
{
    [JsonPropertyName("pyramid_sizes")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? PyramidSizes { get; init; }
}

/// <summary>ArcGIS's cell size; x and y in units of the spatial reference.</summary>
internal sealed record EmdCellSize(
    [property: JsonPropertyName("x")] double X,
    [property: JsonPropertyName("y")] double Y,
    [property: JsonPropertyName("spatialReference")] EmdSpatialReference SpatialReference
);

/// <summary>ArcGIS's spatial reference, in its form with a text.</summary>
internal sealed record EmdSpatialReference([property: JsonPropertyName("wkt")] string Wkt);

/// <summary>ArcGIS's class: value, name and three numbers 0–255.</summary>
internal sealed record EmdClass(int Value, string Name, IReadOnlyList<int> Color);

/// <summary>What ArcGIS has no key for.</summary>
internal sealed record EmdSegment
{
    public required int SchemaVersion { get; init; }
    public required string Network { get; init; }
    public required IReadOnlyList<EmdBand> Bands { get; init; }
    public required int SourceBandCount { get; init; }
    public required Normalization Normalization { get; init; }
    public required IReadOnlyList<BandDistribution> Distributions { get; init; }
    public required int ReceptiveFieldRadius { get; init; }
    public required int Stride { get; init; }
    public required int IgnoreValue { get; init; }
    public required int MapNoData { get; init; }
    public required bool HasClassOutput { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasGlobalView { get; init; }

    // 0 where the key is missing: not calibrated, which is a temperature of 1.
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double Temperature { get; init; }

    public required TrainingSummary Training { get; init; }
}

/// <summary>A band; its index stands at the same place of <c>ExtractBands</c>.</summary>
internal sealed record EmdBand(string Name, PixelType SourceType);
