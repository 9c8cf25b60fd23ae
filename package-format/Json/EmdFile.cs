using System.Text.Json.Nodes;

namespace Segment.PackageFormat.Json;

/// <summary>Turns <see cref="ModelDefinition"/> into <see cref="EmdDocument"/> and back.</summary>
internal static class EmdFile
{
    private const string Framework = "ONNX";
    private const string Configuration = "Segment";
    private const string PixelClassification = "ImageClassification";
    private const string Format = "NCHW";
    private const string MapSpace = "MAP_SPACE";
    private const string PixelSpace = "PIXEL_SPACE";

    private static readonly VersionedJson<EmdDocument> Json = new(
        PackageJson.WithArcGisKeys<EmdDocument>(),
        [nameof(EmdDocument.Segment), nameof(EmdSegment.SchemaVersion)],
        AddDistributions,
        ForgetClock
    );

    public static ModelDefinition Read(ReadOnlyMemory<byte> utf8, string file)
    {
        var document = Json.Read(utf8, file);
        var problems = Problems(document).ToList();
        if (problems.Count == 0)
        {
            var definition = Definition(document);
            problems = [.. definition.Problems()];
            if (problems.Count == 0)
            {
                return definition;
            }
        }

        throw new SegmentDataException($"{file}: {ShownText.Join(problems)}");
    }

    public static byte[] Write(ModelDefinition definition) => Json.Write(Document(definition));

    /// <summary>Version 2 tells how the training samples are distributed; version 1 did not know.</summary>
    private static void AddDistributions(JsonObject root)
    {
        if (root[nameof(EmdDocument.Segment)] is JsonObject own)
        {
            own[nameof(EmdSegment.Distributions)] = new JsonArray();
        }
    }

    /// <summary>Version 3 holds nothing of the clock, so that equal trainings give equal bytes.</summary>
    private static void ForgetClock(JsonObject root)
    {
        if (root[nameof(EmdDocument.Segment)]?[nameof(EmdSegment.Training)] is JsonObject training)
        {
            training.Remove("Seconds");
            training.Remove("CreatedUtc");
        }
    }

    private static IEnumerable<string> Problems(EmdDocument d)
    {
        (string Key, string Value, string Allowed)[] constants =
        [
            ("Framework", d.Framework, Framework),
            ("ModelConfiguration", d.ModelConfiguration, Configuration),
            ("ModelType", d.ModelType, PixelClassification),
            ("ModelFile", d.ModelFile, ModelPackage.GraphEntry),
            ("ModelFormat", d.ModelFormat, Format),
        ];
        foreach (var (key, value, allowed) in constants.Where(c => c.Value != c.Allowed))
        {
            yield return $"{key} is {ShownText.Quote(value)}; only '{allowed}' is allowed.";
        }

        if (d.ImageHeight != d.ImageWidth)
        {
            yield return $"ImageHeight is {d.ImageHeight} and ImageWidth {d.ImageWidth}; chips are square.";
        }

        if (d.ImageSpaceUsed is not (MapSpace or PixelSpace))
        {
            yield return $"ImageSpaceUsed is {ShownText.Quote(d.ImageSpaceUsed)}; '{MapSpace}' or '{PixelSpace}' is allowed.";
        }

        if (d.MinCellSize != d.MaxCellSize)
        {
            yield return "MinCellSize and MaxCellSize differ; a model is trained at one cell size.";
        }

        if (d.ExtractBands.Count != d.Segment.Bands.Count)
        {
            yield return $"ExtractBands lists {d.ExtractBands.Count} bands and Segment.Bands {d.Segment.Bands.Count}; they pair one to one.";
        }

        foreach (var c in d.Classes.Where(c => c.Color.Count != 3 || c.Color.Any(v => v is < 0 or > 255)))
        {
            yield return $"The colour of class {c.Value} is [{string.Join(", ", c.Color.Take(4))}]; three numbers 0–255 are allowed.";
        }
    }

    private static ModelDefinition Definition(EmdDocument d) =>
        new()
        {
            Name = d.ModelName,
            Version = d.Version,
            ModelType = d.Segment.Network,
            Backbone = d.ModelParameters.Backbone,
            PyramidSizes = d.ModelParameters.PyramidSizes ?? [],
            Classes = [.. d.Classes.Select(c => new LandCoverClass(c.Value, c.Name, Color(c.Color)))],
            Bands =
            [
                .. d.ExtractBands.Zip(
                    d.Segment.Bands,
                    (index, band) => new BandDefinition(index, band.Name, band.SourceType)
                ),
            ],
            SourceBandCount = d.Segment.SourceBandCount,
            ChipSize = d.ImageHeight,
            CellSizeX = d.MinCellSize.X,
            CellSizeY = d.MinCellSize.Y,
            CrsWkt = d.MinCellSize.SpatialReference.Wkt,
            Normalization = d.Segment.Normalization,
            Distributions = d.Segment.Distributions,
            Padding = d.ModelPadding,
            ReceptiveFieldRadius = d.Segment.ReceptiveFieldRadius,
            Stride = d.Segment.Stride,
            IgnoreValue = d.Segment.IgnoreValue,
            MapNoData = d.Segment.MapNoData,
            HasClassOutput = d.Segment.HasClassOutput,
            HasGlobalView = d.Segment.HasGlobalView,
            Temperature = d.Segment.Temperature == 0 ? 1 : d.Segment.Temperature,
            Training = d.Segment.Training,
        };

    private static EmdDocument Document(ModelDefinition d)
    {
        var cell = new EmdCellSize(d.CellSizeX, d.CellSizeY, new EmdSpatialReference(d.CrsWkt));
        return new EmdDocument
        {
            Framework = Framework,
            ModelConfiguration = Configuration,
            ModelType = PixelClassification,
            ModelName = d.Name,
            Version = d.Version,
            ModelFile = ModelPackage.GraphEntry,
            ModelFormat = Format,
            ModelParameters = new EmdModelParameters(d.Backbone)
            {
                PyramidSizes = d.PyramidSizes.Count > 0 ? d.PyramidSizes : null,
            },
            ImageHeight = d.ChipSize,
            ImageWidth = d.ChipSize,
            ImageSpaceUsed = d.CrsWkt.Length > 0 ? MapSpace : PixelSpace,
            SupportsVariableTileSize = true,
            IsMultispectral = d.Bands.Count != 3 || d.Bands.Any(b => b.SourceType != PixelType.UInt8),
            ExtractBands = [.. d.Bands.Select(b => b.Index)],
            ModelPadding = d.Padding,
            MinCellSize = cell,
            MaxCellSize = cell,
            Classes =
            [
                .. d.Classes.Select(c => new EmdClass(c.Value, c.Name, [c.Color.Red, c.Color.Green, c.Color.Blue])),
            ],
            Segment = Own(d),
        };
    }

    private static EmdSegment Own(ModelDefinition d) =>
        new()
        {
            SchemaVersion = ModelDefinition.SchemaVersion,
            Network = d.ModelType,
            Bands = [.. d.Bands.Select(b => new EmdBand(b.Name, b.SourceType))],
            SourceBandCount = d.SourceBandCount,
            Normalization = d.Normalization,
            Distributions = d.Distributions,
            ReceptiveFieldRadius = d.ReceptiveFieldRadius,
            Stride = d.Stride,
            IgnoreValue = d.IgnoreValue,
            MapNoData = d.MapNoData,
            HasClassOutput = d.HasClassOutput,
            HasGlobalView = d.HasGlobalView,
            Temperature = d.Temperature == 1 ? 0 : d.Temperature,
            Training = d.Training,
        };

    private static ClassColor Color(IReadOnlyList<int> color) => new((byte)color[0], (byte)color[1], (byte)color[2]);
}
