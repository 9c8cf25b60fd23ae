using Segment.Raster;
using Segment.Raster.Labels;
using Segment.TrainingData.Doctor;
using Segment.TrainingData.Doctor.Facts;

namespace Segment.TrainingData.Tests.Doctor;

/// <summary>Facts in which no check finds anything, and parts to change them with.</summary>
internal static class Patients
{
    public const string Utm = """PROJCS["UTM",GEOGCS["WGS 84"],UNIT["metre",1]]""";

    public static readonly LandCoverClass Water = new(1, "Water", new ClassColor(0, 0, 255));
    public static readonly LandCoverClass Forest = new(2, "Forest", new ClassColor(0, 128, 0));

    public static BandDistribution Values(float low, float high) =>
        BandDistribution.Of([.. Enumerable.Range(0, 1001).Select(i => low + ((high - low) * i / 1000f))]);

    public static BandFacts Band(string name, float low, float high, double? noData = null) =>
        new(name, PixelType.UInt16, noData, Values(low, high), (ulong)name.GetHashCode(StringComparison.Ordinal));

    public static readonly BandFacts[] Bands =
    [
        Band("Band_1", 100, 900, noData: 0),
        Band("Band_2", 400, 2000),
        Band("Band_3", 2500, 5000),
    ];

    public static SceneFacts Scene(params BandFacts[] bands) =>
        new(
            "scene.tif",
            new GridGeometry(1000, 1000, new GeoTransform(500000, 30, 0, 4400000, 0, -30), Utm),
            bands,
            1,
            null,
            0
        );

    public static PolygonFacts Polygon(
        int number,
        byte classIndex,
        double area = 400,
        double valid = 1,
        params double[] mean
    )
    {
        var side = Math.Max(1, (int)Math.Sqrt(area));
        var feature = new DrawnFeature(
            number,
            classIndex,
            new PixelWindow(40 * number, 40 * number, side, side),
            true,
            area
        );
        return new PolygonFacts(feature, 500000, 4400000, area < 1 ? 0 : (long)area, valid, mean, (ulong)number);
    }

    public static LabelFacts Labels(params PolygonFacts[] polygons) =>
        new("labels.gpkg", true, Scene().Grid, [.. polygons.Select(p => p.Feature)], polygons, 0, "");

    public static readonly PolygonFacts[] Polygons =
    [
        .. Enumerable.Range(0, 4).Select(i => Polygon(i, 0, mean: [100 + i, 200 - i, 50])),
        .. Enumerable.Range(4, 4).Select(i => Polygon(i, 1, mean: [300 + i, 100 - i, 400])),
    ];

    public static ModelDefinition Package =>
        new()
        {
            Name = "package",
            Version = "1",
            ModelType = "unet",
            Backbone = "light",
            Classes = [Water, Forest],
            Bands = [.. Bands.Select((b, i) => new BandDefinition(i, b.Name, b.Type))],
            SourceBandCount = 3,
            ChipSize = 32,
            CellSizeX = 30,
            CellSizeY = 30,
            CrsWkt = Utm,
            Normalization = new Normalization([500, 1000, 4000], [100, 200, 300]),
            Distributions = [.. Bands.Select(b => b.Samples!)],
            Padding = 32,
            ReceptiveFieldRadius = 32,
            Stride = 8,
            IgnoreValue = 0,
            MapNoData = 255,
            HasClassOutput = false,
            Training = new TrainingSummary
            {
                Chips = 200,
                LabelledPixels = [1000, 1000],
                Epochs = 3,
                BestEpoch = 2,
                Seed = 1,
                LearningRate = 0.001,
                BatchSize = 8,
                Device = "cpu",
                SegmentVersion = "1",
            },
        };

    public static RunFacts Run(long[][]? confusion = null, long shared = 0, params double[] losses)
    {
        var matrix = ConfusionMatrix.FromRows(
            confusion
                ??
                [
                    [900, 100],
                    [50, 950],
                ]
        );
        double[] all = losses.Length > 0 ? losses : [1, 0.6, 0.4, 0.3, 0.25];
        return new RunFacts(
            "run",
            TrainingMetrics.From(
                matrix,
                [Water, Forest],
                1,
                0.5,
                new SplitProof(SplitMethod.Spatial, 90, 10, 0, 5, shared, 8)
            ),
            new TrainingHistory
            {
                Monitor = "valid_loss",
                BestEpoch = 1,
                Epochs = [.. all.Select((loss, i) => new EpochRecord(i + 1, loss, loss, 0.9, 0.9, 0.001, 0.8, loss))],
            }
        );
    }

    public static SplitFacts Split(long[] training, long[] validation) => new(training, validation, 0);

    public static readonly TilingFacts Tiling = new(32, 16, 500, 0.3, 0, 30);

    public static ClassFacts Class(LandCoverClass c, long pixels, int? polygons = 10, int? blocks = 10) =>
        new(c, pixels, polygons, blocks);

    public static readonly Patient Healthy = new()
    {
        Commands = new RemedyCommands(
            new DoctorOptions
            {
                Scenes = ["scene.tif"],
                Labels = "my labels.gpkg",
                LabelOptions = new LabelOptions { ClassValueField = "class" },
            }
        ),
        Scenes = [Scene(Bands)],
        Bands = Bands,
        Labels = Labels(Polygons),
        Classes = [Class(Water, 5000), Class(Forest, 4000)],
        Tiling = Tiling,
        Split = Split([4000, 3000], [500, 400]),
        Package = Package,
        Run = Run(),
    };

    public static Patient WithBands(params BandFacts[] bands) =>
        Healthy with
        {
            Package = null,
            Bands = bands,
            Scenes = [Scene(bands)],
        };

    public static Patient WithScene(params BandFacts[] bands) =>
        Healthy with
        {
            Bands = bands,
            Scenes = [Scene(bands)],
        };
}
