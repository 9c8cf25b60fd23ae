namespace Segment.PackageFormat.Tests;

/// <summary>Small sound parts of a package: two bands, three classes.</summary>
internal static class Samples
{
    public static readonly LandCoverClass[] Classes =
    [
        new(1, "Sea", new ClassColor(0, 0, 255)),
        new(2, "Mangrove", new ClassColor(0, 128, 64)),
        new(7, "Área construída", new ClassColor(200, 30, 10)),
    ];

    public static readonly SplitProof Split = new(SplitMethod.Spatial, 12, 3, 0, 5, 0, 32);

    public static ModelDefinition Definition =>
        new()
        {
            Name = "olinda",
            Version = "2026.11",
            ModelType = "unet",
            Backbone = "light",
            Classes = Classes,
            Bands = [new(0, "B1", PixelType.UInt8), new(3, "B4", PixelType.UInt16)],
            SourceBandCount = 6,
            ChipSize = 64,
            CellSizeX = 28.5,
            CellSizeY = 28.5,
            CrsWkt = Utm,
            Normalization = new Normalization([60.5, 80], [12, 25.25]),
            Distributions =
            [
                new(60.5f, 12.5f, [20, 31, 40, 52, 60, 68, 82, 95, 180]),
                new(80, 26, [11, 14.5f, 22, 61, 84, 99, 118, 127, 240]),
            ],
            Padding = 32,
            ReceptiveFieldRadius = 46,
            Stride = 8,
            IgnoreValue = 0,
            MapNoData = 255,
            HasClassOutput = false,
            Temperature = 1.5,
            Training = new TrainingSummary
            {
                Chips = 12,
                LabelledPixels = [1000, 2000, 300],
                Epochs = 3,
                BestEpoch = 2,
                Seed = 42,
                LearningRate = 0.001,
                BatchSize = 8,
                Device = "cpu",
                SegmentVersion = "0.1.0",
            },
        };

    public static string Utm =>
        """PROJCS["SIRGAS 2000 / UTM zone 25S",GEOGCS["SIRGAS 2000",DATUM["SIRGAS",SPHEROID["GRS 1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["central_meridian",-33],UNIT["metre",1],AXIS["Easting",EAST]]""";

    public static ConfusionMatrix Matrix =>
        ConfusionMatrix.FromRows([
            [50, 3, 0],
            [4, 90, 1],
            [0, 2, 10],
        ]);

    public static TrainingMetrics Metrics =>
        TrainingMetrics.From(Matrix, Classes, epoch: 2, loss: 0.25, Split) with
        {
            Calibration = Calibration,
        };

    public static Calibration Calibration => new(1.5, new(Reliability(0.9), Reliability(0.75)), Test: null);

    /// <summary>160 pixels, three quarters of them right, all equally sure.</summary>
    public static Reliability Reliability(double confidence) =>
        PackageFormat.Reliability.From(
            0.5,
            [
                .. Enumerable
                    .Range(0, PackageFormat.Reliability.BinCount)
                    .Select(i =>
                        i == PackageFormat.Reliability.Bin(confidence)
                            ? new ReliabilityBin(160, confidence, 0.75)
                            : new ReliabilityBin(0, null, null)
                    ),
            ]
        );

    public static PackageFormat.Int8Metrics Int8Metrics =>
        PackageFormat.Int8Metrics.From(Matrix, Worse, agreement: 0.99, Classes, calibrationChips: 12, ["head"]);

    /// <summary>The counts of a variant that takes one pixel of sea for mangrove.</summary>
    public static ConfusionMatrix Worse =>
        ConfusionMatrix.FromRows([
            [49, 4, 0],
            [4, 90, 1],
            [0, 2, 10],
        ]);

    public static TrainingHistory History =>
        new()
        {
            Monitor = "valid_loss",
            BestEpoch = 2,
            Epochs =
            [
                new(1, 1.5, 1.25, 0.5, 0.4, 0.0004, 0.3, 1.25),
                new(2, 0.5, 0.25, 0.9375, 0.9, 0.001, 0.8, 0.25),
                new(3, 0.4, 0.3, 0.92, 0.88, 0.0001, null, 0.3),
            ],
            ClassIoU =
            [
                [0.2, 0.4, 0.3],
                [0.8, 0.9, 0.7],
                [0.75, 0.9, 0],
            ],
        };

    public static ModelReview Review =>
        new()
        {
            Parameters = [new("Batch size", "8 chips (auto)")],
            Notices = ["The chips are small."],
            RateSearch = new RateCurve
            {
                Rates = [1e-4, 1e-3, 1e-2],
                Losses = [1, 0.5, 2],
                Smoothed = [1, 0.75, 1.5],
                Begins = 1e-4,
                Ends = 1e-3,
            },
            ChipBands = [new(0, 20, 180), new(1, 11, 240)],
            Chips = [new("000000007", 0.75, 12, 2, 3, 1, GreyPng(height: 8, width: 3))],
        };

    /// <summary>As much of a PNG as a package looks at.</summary>
    public static byte[] GreyPng(byte height, byte width) =>
        [
            0x89,
            0x50,
            0x4E,
            0x47,
            0x0D,
            0x0A,
            0x1A,
            0x0A,
            0,
            0,
            0,
            13,
            .. "IHDR"u8,
            0,
            0,
            0,
            width,
            0,
            0,
            0,
            height,
            8,
            0,
            0,
            0,
            0,
        ];

    public static GoldenWindow Golden =>
        new(
            16,
            8,
            [.. Enumerable.Range(0, 2 * 16 * 8).Select(i => i * 0.5f)],
            [.. Enumerable.Range(0, 3 * 16 * 8).Select(i => 10f - i)]
        );

    public static PackageContents Contents =>
        new()
        {
            Definition = Definition,
            Graph = Graphs.Sound(Definition),
            Metrics = Metrics,
            History = History,
            Golden = Golden,
            Review = Review,
            ReportHtml = "<!doctype html><title>olinda é</title>",
            ExtraFiles = new Dictionary<string, byte[]> { ["LICENSE.txt"] = "free"u8.ToArray() },
        };
}
